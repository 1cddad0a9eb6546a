import { shiftDecodeTimes, timescaleOf } from './shift-decode-times.js';

/** Shorter holes are nothing to a player; longer ones are not an encoder's rounding. In milliseconds. */
const LEAST_MS = 25;
const MOST_MS = 85;
/**
 * Encoders deliver sound that is a frame or two shorter than its picture. At the cut behind such an ad playback stops until
 * the player jumps, which takes some 100 ms. Half of the hole is moved in front of the ad's last segment, in place: two holes of
 * less than two audio frames each count as none, and a shift of 25 ms in the last two seconds is below what anyone can hear.
 */
export function splitSoundHole(segment: unknown, init: Uint8Array | null | undefined, holeMs: number): void {
  const timescale = init && holeMs > LEAST_MS && holeMs < MOST_MS ? timescaleOf(init) : null;
  if (timescale !== null && segment instanceof ArrayBuffer)
    shiftDecodeTimes(segment, Math.round((timescale * holeMs) / 2000));
}
