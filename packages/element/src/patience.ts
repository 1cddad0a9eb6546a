import { aheadSeconds } from './ahead-seconds.js';

/** A segment that can be replaced may take so long, or as long as it lasts, where enough is loaded ahead of it. */
const LONGEST_MS = 3000;
/** What stands in is there so long before the picture would stand still. */
const SPARE_MS = 500;
/** Less is no fair chance for any segment. */
const LEAST_MS = 1000;

/**
 * How long a segment of an ad that can be replaced may take, in milliseconds: the picture shall not stand still for it. `delayMs`: what
 * stands in is here so long after it is asked for.
 */
export function patienceMs(video: HTMLVideoElement, durationSeconds: number, delayMs = 0): number {
  const usualMs = Math.max(durationSeconds * 1000, LONGEST_MS);
  const aheadMs = aheadSeconds(video, video.currentTime) * 1000;
  return Math.max(LEAST_MS, Math.min(usualMs, aheadMs - SPARE_MS - delayMs));
}
