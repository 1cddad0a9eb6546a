/** Shorter holes are nothing to a player; longer ones are not an encoder's rounding. In milliseconds. */
const LEAST_MS = 25;
const MOST_MS = 85;

/**
 * How much later the last segment of an ad's sound is laid, in milliseconds, where its sound ends `holeMs` before its picture.
 * Encoders deliver sound that is a frame or two shorter than its picture, and at the cut behind such an ad playback stops, or the
 * player jumps over up to half a second of picture. Half of the hole in front of the segment and half behind it: two holes of
 * less than two audio frames each count as none, and a shift of 25 ms in the last two seconds is below what anyone can hear.
 */
export function halfOfHole(holeMs: number | null | undefined): number {
  return holeMs && holeMs > LEAST_MS && holeMs < MOST_MS ? holeMs / 2 : 0;
}
