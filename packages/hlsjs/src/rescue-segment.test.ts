import type { HlsConfig, Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext, LoaderStats } from 'hls.js';
import { describe, expect, it } from 'vitest';
import { rescueSegment } from './rescue-segment.js';
import { wrapLoader } from './wrap-loader.js';

const url = 'https://ads.example/1.m4s';
const ASKED = { url, frag: { url, duration: 1.92 } } as unknown as LoaderContext;
const SETTINGS = { loadPolicy: { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 120_000 } } as LoaderConfiguration;
/** With 8 s ahead. */
const VIDEO = {
  currentTime: 2,
  buffered: { length: 1, start: () => 0, end: () => 10 },
} as Partial<HTMLVideoElement> as HTMLVideoElement;
const stats = (): LoaderStats => ({ loaded: 0, total: 0, loading: { start: 1, first: 0, end: 0 } }) as LoaderStats;

/** A loader as hls.js configures it, wrapped, and what hls.js hears of one request. */
function load(spare: ArrayBuffer | null, happen: (callbacks: LoaderCallbacks<LoaderContext>) => void) {
  const heard: string[] = [];
  let settings: LoaderConfiguration | null = null;
  class Plain {
    context: LoaderContext | null = null;
    load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      this.context = context;
      settings = config;
      happen(callbacks);
    }
  }
  const config = { loader: Plain } as unknown as HlsConfig;
  const undo = wrapLoader(
    config,
    'fLoader',
    ({ response }, hand) => hand(response),
    () =>
      rescueSegment(
        {
          spareSegment: () => spare,
          tell: (fact) => void heard.push(`taken ${fact.type === 'segment-failed' ? fact.status : fact.type}`),
        },
        VIDEO,
      ),
  );
  const Wrapped = config.fLoader as unknown as new (config: HlsConfig) => Loader<LoaderContext>;
  new Wrapped(config).load(ASKED, SETTINGS, {
    onSuccess: ({ data }) => void heard.push(`success ${(data as ArrayBuffer).byteLength}`),
    onError: ({ code }) => void heard.push(`error ${code}`),
    onTimeout: () => void heard.push('timeout'),
  });
  undo();
  return { heard, settings: settings as unknown as LoaderConfiguration, isUndone: !('fLoader' in config) };
}

describe('rescueSegment, around a wrapped loader', () => {
  const fail = (callbacks: LoaderCallbacks<LoaderContext>) =>
    callbacks.onError({ code: 404, text: '' }, ASKED, null, stats());
  const late = (callbacks: LoaderCallbacks<LoaderContext>) => callbacks.onTimeout(stats(), ASKED, null);

  it('gives hls.js what stands in for a segment that is not there or not in time, and says which', () => {
    expect(load(new ArrayBuffer(8), fail).heard).toEqual(['taken 404', 'success 8']);
    expect(load(new ArrayBuffer(8), late).heard).toEqual(['taken 0', 'success 8']);
  });

  it('waits for such a segment less long than hls.js would', () => {
    expect(load(new ArrayBuffer(8), fail).settings.loadPolicy).toMatchObject({
      maxTimeToFirstByteMs: 3000,
      maxLoadTimeMs: 3000,
    });
  });

  it('changes nothing where nothing stands in, and goes with its undo', () => {
    const { heard, settings, isUndone } = load(null, fail);
    expect(heard).toEqual(['error 404']);
    expect(settings).toBe(SETTINGS);
    expect(load(null, late).heard).toEqual(['timeout']);
    expect(isUndone).toBe(true);
  });
});
