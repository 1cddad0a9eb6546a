import { patienceMs, type StreamGate } from '@cutaway/element';
import type { FragmentLoaderContext, LoaderContext, LoaderStats, NullableNetworkDetails } from 'hls.js';
import type { Around } from './wrap-loader.js';

/**
 * Lets another segment of the same ad stand in for one that does not load, or not in time: hls.js would ask for it again for half a
 * minute. Loaded with the first segment of an ad, which is known to be there.
 */
export function rescueSegment(
  { spareSegment, tell }: Pick<StreamGate<unknown>, 'spareSegment' | 'tell'>,
  video: HTMLVideoElement,
): Around {
  return (load, asked, settings, callbacks) => {
    const { url, duration } = (asked as FragmentLoaderContext).frag;
    const data = spareSegment(url);
    if (!data) return load(asked, settings, callbacks);
    const take = (
      status: number,
      stats: LoaderStats,
      context: LoaderContext,
      request: NullableNetworkDetails,
    ): void => {
      const { loading } = stats;
      // eslint-disable-next-line no-restricted-properties -- the clock by which hls.js measures its line
      const nowMs = performance.now();
      loading.first = loading.first || nowMs;
      loading.end = loading.end || nowMs;
      stats.loaded = stats.total = data.byteLength;
      tell({ type: 'segment-failed', url, status });
      callbacks.onSuccess({ url: context.url, data, code: 200 }, stats, context, request);
    };
    const withinMs = patienceMs(video, duration);
    const loadPolicy = { ...settings.loadPolicy, maxTimeToFirstByteMs: withinMs, maxLoadTimeMs: withinMs };
    load(
      asked,
      { ...settings, loadPolicy },
      {
        ...callbacks,
        onError: ({ code }, context, request, stats) => take(code, stats, context, request),
        onTimeout: (stats, context, request) => take(0, stats, context, request),
      },
    );
  };
}
