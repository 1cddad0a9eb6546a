import type { Undo } from '@cutaway/core';
import type { Stillness } from './content-hold.js';
import { listen } from './listen.js';
import { readPlayState } from './watch-play-state.js';

/**
 * Runs once content has played for so many milliseconds: what is ordered for a frame that is still to come waits with a viewer who
 * pauses before that frame. Content that we keep still, that has ended or that does not decode holds nothing up. The undo: it does
 * not run.
 */
export function afterPlay(content: HTMLVideoElement, ms: number, stillness: Stillness, run: () => void): Undo {
  // eslint-disable-next-line no-restricted-properties -- it measures for how long content played
  const nowMs = (): number => performance.now();
  let leftMs = ms;
  let sinceMs = NaN;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const undo = (): void => {
    clearTimeout(timer);
    unlisten();
  };
  const go = (): void => {
    clearTimeout(timer);
    sinceMs = nowMs();
    timer = setTimeout(() => {
      undo();
      run();
    }, leftMs);
  };
  const unlisten = listen(content, ['pause', 'play'], ({ type }) => {
    const state = readPlayState(content, type);
    if (state === null) return;
    if (sinceMs >= 0) leftMs -= nowMs() - sinceMs;
    if (state !== 'paused' || stillness.isOurs) return go();
    sinceMs = NaN;
    clearTimeout(timer);
  });
  go();
  return undo;
}
