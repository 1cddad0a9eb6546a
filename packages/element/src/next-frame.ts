import type { Undo } from '@cutaway/core';
import { watchFrames } from './watch-frames.js';

/** Runs once: at the next frame of a video, or after `withinMs` without one. The undo runs it now, if it has not run. */
export function atNextFrame(video: HTMLVideoElement, withinMs: number, run: () => void): Undo {
  let hasRun = false;
  const once = (): void => {
    if (hasRun) return;
    hasRun = true;
    unwatch();
    clearTimeout(timer);
    run();
  };
  const unwatch = watchFrames(video, once);
  const timer = setTimeout(once, withinMs);
  return once;
}
