import type { Undo } from '@cutaway/core';
import type { OverlayCard } from './overlay-card.js';
import { watchClick } from './watch-click.js';

/** Pointer and OK on the image are a click; the close button closes. */
export function watchCard({ image, close }: OverlayCard, onClick: () => void, onClose: () => void): Undo {
  const unwatch = watchClick(image, onClick);
  close.addEventListener('click', onClose);
  return () => {
    unwatch();
    close.removeEventListener('click', onClose);
  };
}
