import { mediaAt, type DatedSpan } from './program-time.js';

/** The newest media is not there yet at the very end of the list: a seek stops this far before it, in seconds. */
const BEFORE_END = 0.1;

/** Moves the element to a programme time, at most to the end of what is listed; nowhere while nothing is. */
export function seekProgram(spans: readonly DatedSpan[], video: HTMLVideoElement, programMs: number): void {
  const last = spans[spans.length - 1];
  if (last)
    video.currentTime = Math.min(mediaAt(spans, programMs) ?? Infinity, last.start + last.duration - BEFORE_END);
}
