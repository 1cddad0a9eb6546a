import type { PlayerHost, Undo } from '@cutaway/core';

/** Content's end, as whoever plays it hears of it. */
export interface HeldEnd {
  /** What was not told is told now, where content is still at its end. */
  tell: Undo;
  stop: Undo;
}

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
  let isOwed = false;
  const root = content.getRootNode();
  const hear = (event: Event): void => {
    if (event.target !== content || !content.ended || !isAdToCome()) return;
    event.stopImmediatePropagation();
    isOwed = true;
    tell({ type: 'play-state', state: 'ended' });
    onEnd();
  };
  root.addEventListener('ended', hear, true);
  return {
    tell() {
      if (!isOwed || isAdToCome()) return;
      isOwed = false;
      if (content.ended) content.dispatchEvent(new Event('ended'));
    },
    stop: () => root.removeEventListener('ended', hear, true),
  };
}
