import type { PlayerHost, Undo } from '@cutaway/core';

/** Content's end, as whoever plays it hears of it. */
export interface HeldEnd {
  /** What was not told is told now, where content is still at its end. */
  tell: Undo;
  stop: Undo;
}

const NAMES = ['ended', 'playing', 'seeking'] as const;

/**
 * Keeps an element's `ended` from whoever listens to it while ads are to come: on a busy device content reaches its end before the
 * first frame of its post-roll, and a page that hears so leaves. The session is told at once. Heard on the way down, so that it
 * is before every listener of the element itself.
 * @param onEnd content has no frame after this one: what waits for one need not.
 */
export function heldEnd(
  content: HTMLVideoElement,
  tell: PlayerHost['tell'],
  isAdToCome: () => boolean,
  onEnd: () => void,
): HeldEnd {
  // An element that is paused in its last moment is at its end, and no event says so.
  let isHeard = content.ended;
  const root = content.getRootNode();
  const hear = (event: Event): void => {
    if (event.target !== content) return;
    if (event.type !== 'ended') isHeard = false;
    else if (!content.ended || !isAdToCome()) isHeard = true;
    else {
      event.stopImmediatePropagation();
      tell({ type: 'play-state', state: 'ended' });
      onEnd();
    }
  };
  for (const name of NAMES) root.addEventListener(name, hear, true);
  return {
    tell() {
      if (content.ended && !isHeard && !isAdToCome()) content.dispatchEvent(new Event('ended'));
    },
    stop() {
      for (const name of NAMES) root.removeEventListener(name, hear, true);
    },
  };
}
