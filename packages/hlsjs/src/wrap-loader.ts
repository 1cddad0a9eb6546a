import type { Undo } from '@cutaway/core';
import type { HlsConfig, Loader, LoaderContext, LoaderResponse } from 'hls.js';

type LoaderClass = new (config: HlsConfig) => Loader<LoaderContext>;

/** What a loader has loaded, and with what: an XMLHttpRequest, a Response, or of the application's own kind. */
export interface Loaded {
  readonly response: LoaderResponse;
  readonly context: LoaderContext;
  readonly request: unknown;
}

/** Goes around a loader's `load`. */
export type Around = (load: Load, ...request: Parameters<Load>) => void;
type Load = Loader<LoaderContext>['load'];

/**
 * Puts `change` between the network and hls.js. The loader is the one that was configured, with only its success callback
 * replaced: retries, timeouts, statistics and headers stay as they are, but where `around` has it otherwise. `change` hands on what hls.js shall have, now or
 * later; a loader that hls.js destroyed meanwhile, which takes its context away, has no answer any more. What is loaded progressively is handed
 * on as it comes, unchanged, but for what `isWhole` names.
 */
export function wrapLoader(
  config: HlsConfig,
  slot: 'pLoader' | 'fLoader',
  change: (loaded: Loaded, hand: (response: LoaderResponse) => void) => void,
  around?: () => Around | undefined,
  isWhole?: (asked: LoaderContext) => boolean,
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
        const { onProgress } = callbacks;
        const isHeldBack = onProgress && isWhole?.(asked);
        const onSuccess: typeof callbacks.onSuccess = (response, stats, context, request) =>
          change({ response, context, request }, (changed) => {
            // One of the application's own may never say its context.
            if (loader.context === null) return;
            if (isHeldBack) onProgress(stats, context, changed.data as ArrayBuffer, request);
            callbacks.onSuccess(changed, stats, context, request);
          });
        const heard = { ...callbacks, onSuccess };
        if (isHeldBack) delete heard.onProgress;
        const go = around?.();
        if (go) go(load, asked, settings, heard);
        else load(asked, settings, heard);
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
