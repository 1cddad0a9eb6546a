import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { FragmentLoaderContext } from 'hls.js';
import { shiftDecodeTimes, timescaleOf } from './shift-decode-times.js';
import { wrapLoader } from './wrap-loader.js';

/** Shorter holes are nothing to a player; longer ones are not an encoder's rounding. In milliseconds. */
const LEAST_MS = 25;
const MOST_MS = 85;
/**
 * Encoders deliver sound that is a frame or two shorter than its picture. At the cut behind such an ad playback stops until
 * the player jumps, which takes some 100 ms. Half of the hole is moved in front of the ad's last segment: two holes of less
 * than two audio frames each count as none, and a shift of 25 ms in the last two seconds is below what anyone can hear.
 */
export function splitSoundHoles(hls: Hls, holeMsOf: (uri: string) => number | null | undefined): Undo {
  return wrapLoader(hls.config, 'fLoader', ({ response, context }, hand) => {
    const { frag } = context as FragmentLoaderContext;
    const holeMs = frag.type === 'audio' ? (holeMsOf(frag.url) ?? 0) : 0;
    const init = frag.initSegment?.data;
    const timescale = init && holeMs > LEAST_MS && holeMs < MOST_MS ? timescaleOf(init) : null;
    if (timescale !== null && response.data instanceof ArrayBuffer)
      shiftDecodeTimes(response.data, Math.round((timescale * holeMs) / 2000));
    hand(response);
  });
}
