import { viewOf } from '@cutaway/manifest';
import type { FileFetch } from './find-index.js';
import { hasSound, measuresOf } from './measures-of.js';
import { unplayable, type MediaProbe } from './preflight.js';
import type { LoudnessMeter } from './probe-hls.js';
import { readWebm } from './read-webm.js';

const WEBM = /^(video|audio)\/(webm|x-matroska)\b/i;
/** Covers and chapters may come before the tracks. */
const HEAD_BYTES = 256 * 1024;

/** Measures WebM creatives by their head and, with a meter, by all of their sound. */
export function createWebmProbe(fetch: FileFetch, meter: LoudnessMeter | null = null): MediaProbe {
  return async ({ url, type }) => {
    if (!WEBM.test(type)) return null;
    try {
      const { bytes, ofBytes } = await fetch.part(url, { offset: 0, length: HEAD_BYTES });
      const head = readWebm(viewOf(bytes));
      const measures = measuresOf(head, ofBytes);
      return {
        ...measures,
        faults: [
          ...measures.faults,
          ...(head.durationMs === null ? ['says no duration, expected one: nobody could count it down'] : []),
        ],
        ...(meter && hasSound(head) && { loudnessLufs: await meter(fetch.whole(url)) }),
      };
    } catch (error) {
      return unplayable(error);
    }
  };
}
