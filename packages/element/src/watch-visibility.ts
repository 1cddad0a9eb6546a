import type { PlayerHost, Undo } from '@cutaway/core';
import { seenShare } from './seen-share.js';

const LOOK_EVERY_MS = 200;
/** Ratios are told where they change by a percent: less is rounding. */
const STEPS = 100;

/**
 * Tells how much of the picture can be seen: the share that lies within the window and all that scrolls, of which the share that
 * nothing opaque covers. null where the engine cannot tell (before Chromium 51). The only door of code that is loaded on demand.
 */
export function watchVisibility(video: HTMLVideoElement, tell: PlayerHost['tell']): Undo {
  if (typeof IntersectionObserver !== 'function') {
    tell({ type: 'visibility', share: null });
    return () => undefined;
  }
  let inView: number | null = null;
  let told: number | null = null;
  const look = (): void => {
    if (inView === null) return;
    const share = Math.round(inView * seenShare(video) * STEPS) / STEPS;
    if (share !== told) tell({ type: 'visibility', share: (told = share) });
  };
  const thresholds = Array.from({ length: 21 }, (_, n) => n / 20);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { intersectionRatio } of entries) inView = intersectionRatio;
      look();
    },
    { threshold: thresholds },
  );
  observer.observe(video);
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    observer.disconnect();
    clearInterval(timer);
  };
}
