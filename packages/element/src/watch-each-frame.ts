import type { Undo } from '@cutaway/core';
import { listen, together } from './listen.js';
import { watchFrames } from './watch-frames.js';

/** What nobody heard of is told in steps of at most this: an ad counts as whole from a little more before its end. */
const STEP_SECONDS = 0.2;
/** Whoever says more must have slept, whatever the clocks say. */
const MOST_SECONDS = 5;
/** Frames come to the screen this much earlier or later than their time, on a busy device. */
const SLACK_SECONDS = 0.2;
/** A picture that moves; a stall or a jump shows a frame or two. */
const LEAST_PER_SECOND = 5;

/**
 * As `watchFrames`, but a busy page, whose callbacks do not come while its video plays on, misses nothing that was on the screen: of
 * what was played meanwhile some frames are told late, one behind the other. It was played where media went on as the clock did, or at half its speed at
 * least, frames were counted as they did, and the element neither sought, waited nor paused, nor was the page hidden. Else it was jumped over, or never
 * shown, and is not told. `isAfterGap`: no frame right before this one was heard of. `atMs`: when it came to the screen; NaN: nobody knows.
 */
export function watchEachFrame(
  video: HTMLVideoElement,
  onFrame: (mediaSeconds: number, isAfterGap: boolean, atMs: number) => void,
): Undo {
  let before: readonly [seconds: number, atMs: number, count: number] | null = null;
  /** The frames up to a place, where they were played; true where it did. */
  const fill = (toSeconds: number, atMs: number, count: number, slack?: number): boolean => {
    if (!before) return false;
    const [seconds, beforeMs, countBefore] = before;
    const step = toSeconds - seconds;
    // A device that does not follow shows frames for up to twice their time. Who counts them knows it from one that stood still.
    const slackSeconds = slack ?? (count > countBefore ? Math.max(step, SLACK_SECONDS) : SLACK_SECONDS);
    const lateSeconds = ((atMs - beforeMs) / 1000) * video.playbackRate - step;
    const isPlayed = lateSeconds > -SLACK_SECONDS && lateSeconds < slackSeconds;
    const isStill = count - countBefore < step * LEAST_PER_SECOND;
    if (!isPlayed || isStill || step <= STEP_SECONDS || step > MOST_SECONDS) return false;
    const steps = Math.ceil(step / STEP_SECONDS);
    for (let i = 1; i < steps; i++) onFrame(seconds + (step * i) / steps, true, NaN);
    return true;
  };
  const forget = (): void => {
    // When it came to its end nobody says: the page may have been busy for longer. A pause is the first that is heard of it.
    // eslint-disable-next-line no-restricted-properties -- the clock of the frames
    if (video.ended) fill(video.duration, performance.now(), NaN, MOST_SECONDS);
    before = null;
  };
  return together([
    listen(video, ['seeking', 'waiting', 'pause', 'emptied', 'ended'], forget),
    listen(document, ['visibilitychange', 'freeze'], forget),
    watchFrames(video, (seconds, atMs, count) => {
      const isAfterGap = fill(seconds, atMs, count);
      before = [seconds, atMs, count];
      onFrame(seconds, isAfterGap, atMs);
    }),
  ]);
}
