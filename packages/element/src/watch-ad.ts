import type { Undo } from '@cutaway/core';
import { together } from './listen.js';
import { untilLastFrame } from './until-last-frame.js';
import { watchEachFrame } from './watch-each-frame.js';
import { watchPlayState, type PlayState } from './watch-play-state.js';

const FRAME_EVERY_SECONDS = 0.058;
/** From here on the end is timed, since the last frame may be dropped. */
const NEAR_END_SECONDS = 0.15;
/** From here on it is told when that comes: a slow device takes so long to start what follows. */
const AHEAD_SECONDS = 0.5;
/** A last frame that comes is told a little late, and what follows at once must not cut it. */
const LATE_MS = 30;
/** A busy page hears of a frame so long after it came, and no longer: else the clocks differ. */
const HEARD_WITHIN_MS = 100;

/** What is heard of an ad that was told to play. */
export interface AdEars {
  /** Each frame, in seconds of the ad. False: it is not on the screen yet, or not the ad's. */
  isOn(seconds: number): boolean;
  /** The last frame comes in so many milliseconds, of which there are few: told with each frame of the last half second. */
  onNearEnd?(leftMs: number): void;
  /** At most every two frames. */
  onFrame(seconds: number): void;
  onState(state: Exclude<PlayState, 'ended'>): void;
  /** Once, with its last frame. */
  onEnd(): void;
}

/** Hears the frames, the state and the end of an ad that plays in an element. */
export function watchAd(video: HTMLVideoElement, { isOn, onFrame, onNearEnd, onState, onEnd }: AdEars): Undo {
  let toldSeconds = -1;
  let hasBegun = false;
  let hasEnded = false;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  const leftAt = untilLastFrame(video);
  const end = (): void => {
    if (hasEnded || !hasBegun || (video.paused && !video.ended)) return;
    hasEnded = true;
    onEnd();
  };
  return together([
    () => clearTimeout(endTimer),
    watchEachFrame(video, (seconds, _isAfterGap, atMs) => {
      if (!isOn(seconds) || hasEnded) return;
      hasBegun = true;
      if (Math.abs(seconds - toldSeconds) >= FRAME_EVERY_SECONDS) {
        toldSeconds = seconds;
        onFrame(seconds);
      }
      // The `ended` event comes a frame later: too late for what follows to be there in time.
      clearTimeout(endTimer);
      const leftSeconds = leftAt(seconds);
      if (leftSeconds === 0) return end();
      if (leftSeconds < NEAR_END_SECONDS) endTimer = setTimeout(end, leftSeconds * 1000 + LATE_MS);
      if (leftSeconds < AHEAD_SECONDS) onNearEnd?.(leftSeconds * 1000 - agoMs(atMs));
    }),
    watchPlayState(video, (state) => {
      if (state === 'ended') end();
      else onState(state);
    }),
  ]);
}

/** How long a frame has been on the screen. */
function agoMs(atMs: number): number {
  // eslint-disable-next-line no-restricted-properties -- the clock of the frames
  const ms = performance.now() - atMs;
  return ms > 0 && ms < HEARD_WITHIN_MS ? ms : 0;
}
