import { halfOfHole } from '@cutaway/element';
import { shiftDecodeTimes, timescaleOf } from './shift-decode-times.js';

/** Lays the last segment of an ad's sound later, in place, where it is too short: hls.js keeps to the times inside of segments. */
export function splitSoundHole(
  segment: unknown,
  init: Uint8Array | null | undefined,
  holeMs: number | null | undefined,
): void {
  const shiftMs = halfOfHole(holeMs);
  const timescale = init && shiftMs ? timescaleOf(init) : null;
  if (timescale !== null && segment instanceof ArrayBuffer)
    shiftDecodeTimes(segment, Math.round((timescale * shiftMs) / 1000));
}
