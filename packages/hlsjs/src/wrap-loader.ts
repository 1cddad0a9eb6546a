import type { Undo } from '@cutaway/core';
import type { HlsConfig, Loader, LoaderContext, LoaderResponse, LoaderStats, NullableNetworkDetails } from 'hls.js';

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;

/** What a loader has loaded, and with what: an XMLHttpRequest, a Response, or of the application's own kind. */
export interface Loaded {
  readonly response: LoaderResponse;
  readonly context: LoaderContext;
  readonly request: unknown;
}

/** What hls.js has instead of an answer that does not come. */
export interface Spare {
  readonly bytes: ArrayBuffer;
  /** The request may take so long. */
  readonly withinMs: number;
  /** Told where it is taken: what the answer's status was; 0: there was none in time. */
  taken(status: number): void;
}

/**
 * Puts `change` between the network and hls.js. The loader is the one that was configured, with only its success callback
 * replaced: retries, timeouts, statistics and headers stay as they are, but where `spareOf` has an answer to fall back on. `change` hands on what hls.js shall have, now or
 * later; a loader that hls.js destroyed meanwhile, which takes its context away, has no answer any more.
 */
export function wrapLoader(
  config: HlsConfig,
  slot: 'pLoader' | 'fLoader',
  change: (loaded: Loaded, hand: (response: LoaderResponse) => void) => void,
  spareOf?: (context: LoaderContext) => Spare | null,
): Undo {
  // hls.js types each slot by its own context; all are loaders.
  const slots = config as unknown as Record<typeof slot, LoaderClass | undefined>;
  const configured = slots[slot];
  const Base = configured ?? config.loader;
  // An object that a constructor returns stands in for `this`. A class, since minifiers may make arrows of functions.
  class Wrapped {
    constructor(ofConfig: HlsConfig) {
      const loader = new Base(ofConfig);
      const load = loader.load.bind(loader);
      loader.load = (asked, settings, callbacks) => {
        const onSuccess: typeof callbacks.onSuccess = (response, stats, context, request) =>
          change({ response, context, request }, (changed) => {
            if (loader.context) callbacks.onSuccess(changed, stats, context, request);
          });
        const spare = spareOf?.(asked);
        if (!spare) return load(asked, settings, { ...callbacks, onSuccess });
        const { bytes, withinMs, taken } = spare;
        const take = (status: number, stats: LoaderStats, request: NullableNetworkDetails): void => {
          const { loading } = stats;
          loading.end ||= loading.first ||= performance.now();
          stats.loaded = stats.total = bytes.byteLength;
          taken(status);
          onSuccess({ url: asked.url, data: bytes, code: 200 }, stats, asked, request);
        };
        const loadPolicy = { ...settings.loadPolicy, maxTimeToFirstByteMs: withinMs, maxLoadTimeMs: withinMs };
        load(
          asked,
          { ...settings, loadPolicy },
          {
            ...callbacks,
            onSuccess,
            onError: ({ code }, _context, request, stats) => take(code, stats, request),
            onTimeout: (stats, _context, request) => take(0, stats, request),
          },
        );
      };
      return loader;
    }
  }
  const ours = Wrapped as unknown as LoaderClass;
  slots[slot] = ours;
  return () => {
    if (slots[slot] !== ours) return;
    if (configured) slots[slot] = configured;
    else delete slots[slot];
  };
}
