import type { Undo } from '@cutaway/core';
import type { OverlayCard } from './overlay-card.js';
import { isOkKey } from './remote-keys.js';

/** Pointer and OK on the image are a click; the close button closes. */
export function watchCard({ image, close }: OverlayCard, onClick: () => void, onClose: () => void): Undo {
  const onKey = (event: KeyboardEvent) => {
    if (!isOkKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) onClick();
  };
  image.addEventListener('keydown', onKey);
  image.addEventListener('click', onClick);
  close.addEventListener('click', onClose);
  return () => {
    image.removeEventListener('keydown', onKey);
    image.removeEventListener('click', onClick);
    close.removeEventListener('click', onClose);
  };
}
