import type { Undo } from '@cutaway/core';
import type { HlsConfig, Loader, LoaderContext, LoaderResponse } from 'hls.js';

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;

/**
 * Puts `change` between the network and hls.js. The loader is the one that was configured, with only its success callback
 * replaced: retries, timeouts, statistics and headers stay as they are.
 */
export function wrapLoader(
  config: HlsConfig,
  slot: 'pLoader' | 'fLoader',
  change: (response: LoaderResponse, context: LoaderContext) => LoaderResponse,
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
        load(asked, settings, {
          ...callbacks,
          onSuccess: (response, stats, context, details) =>
            callbacks.onSuccess(change(response, context), stats, context, details),
        });
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
