import type { Undo } from '@cutaway/core';

/** Where focus was before it came into an element, and the way back. */
export interface FocusMemory {
  /** If focus is inside now, it goes to where it came from; otherwise nothing happens. */
  giveBack(): void;
  undo: Undo;
}

/** Watches focus enter an element, by remote, pointer or script. */
export function rememberFocus(element: HTMLElement): FocusMemory {
  let origin: Element | null = null;
  const onFocusIn = ({ relatedTarget }: FocusEvent) => {
    const from = relatedTarget instanceof Element ? relatedTarget : null;
    if (from === null || !element.contains(from)) origin = from;
  };
  element.addEventListener('focusin', onFocusIn);
  return {
    giveBack() {
      const active = element.ownerDocument.activeElement;
      if (!(active instanceof HTMLElement) || !element.contains(active)) return;
      if (origin instanceof HTMLElement && origin.isConnected) origin.focus();
      // The origin is gone or cannot take focus any more: never stay on something that is about to hide.
      if (element.contains(element.ownerDocument.activeElement)) active.blur();
    },
    undo: () => element.removeEventListener('focusin', onFocusIn),
  };
}
