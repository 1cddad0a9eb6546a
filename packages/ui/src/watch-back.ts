import type { Undo } from '@cutaway/core';
import { isBackKey } from './remote-keys.js';

/**
 * An overlay takes no focus, so Back is heard on the document, before the application hears it. `close` answers
 * whether the press was used; only then the application never sees it, nor the repeats of a key that is still held.
 */
export function watchBack(owner: Document, close: () => boolean): Undo {
  let held = false;
  const onKey = (event: KeyboardEvent) => {
    if (!isBackKey(event)) return;
    held = event.repeat ? held : !isTyping(event) && close();
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
  };
  owner.addEventListener('keydown', onKey, true);
  return () => owner.removeEventListener('keydown', onKey, true);
}

/** Backspace in a text field deletes a letter. */
function isTyping({ target, keyCode }: KeyboardEvent): boolean {
  if (keyCode !== 8 || !(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.tagName === 'INPUT' || target.tagName === 'TEXTAREA';
}
