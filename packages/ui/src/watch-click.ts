import type { Undo } from '@cutaway/core';
import { isOkKey } from './remote-keys.js';

/** Pointer and OK on an element are a click, which goes no further; a key that is held is one. */
export function watchClick(element: HTMLElement, onClick: () => void): Undo {
  const onKey = (event: KeyboardEvent) => {
    if (!isOkKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) onClick();
  };
  element.addEventListener('keydown', onKey);
  element.addEventListener('click', onClick);
  return () => {
    element.removeEventListener('keydown', onKey);
    element.removeEventListener('click', onClick);
  };
}
