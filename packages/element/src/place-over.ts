import type { Undo } from '@cutaway/core';
import { listen } from './listen.js';

/** Makes an element's parent a frame for absolutely placed children, where it is none yet. */
export function frameParent(content: HTMLElement): Undo {
  const parent = content.parentElement;
  if (!parent || getComputedStyle(parent).position !== 'static') return () => undefined;
  const before = parent.style.position;
  parent.style.position = 'relative';
  return () => {
    parent.style.position = before;
  };
}

/**
 * Puts a hidden element exactly over the content, right after it, so that what the application draws above the content stays
 * above the ad. Hidden by `visibility`: `opacity: 0` shows one black frame at the swap in Chromium.
 */
export function placeOver(content: HTMLVideoElement, over: HTMLElement): Undo {
  const { style } = over;
  style.cssText = 'position:absolute;margin:0;visibility:hidden;background:#000;object-fit:contain';
  style.zIndex = getComputedStyle(content).zIndex;
  const fit = (): void => {
    for (const side of ['Left', 'Top', 'Width', 'Height'] as const) {
      style.setProperty(side.toLowerCase(), `${content[`offset${side}`]}px`);
    }
  };
  fit();
  content.parentNode?.insertBefore(over, content.nextSibling);
  const unlisten = listen(window, ['resize'], fit);
  // A player is made smaller in its page, too; before Chromium 64 nobody says so.
  const sizes = typeof ResizeObserver === 'function' ? new ResizeObserver(fit) : null;
  sizes?.observe(content);
  return () => {
    sizes?.disconnect();
    unlisten();
    over.remove();
  };
}
