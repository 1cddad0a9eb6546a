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
    // From nowhere, as when what had it is taken away: where it came from at first is still the way back.
    const isNowhere = !(relatedTarget instanceof Element) || relatedTarget === element.ownerDocument.body;
    if (!isNowhere && !element.contains(relatedTarget)) origin = relatedTarget;
  };
  element.addEventListener('focusin', onFocusIn);
  return {
    giveBack() {
      const active = element.ownerDocument.activeElement;
      const to = origin;
      origin = null; // What comes into it from nowhere later has no way back.
      if (!(active instanceof HTMLElement) || !element.contains(active)) return;
      if (to instanceof HTMLElement && to.isConnected) to.focus();
      // The origin is gone or cannot take focus any more: never stay on something that is about to hide.
      if (element.contains(element.ownerDocument.activeElement)) active.blur();
    },
    undo: () => element.removeEventListener('focusin', onFocusIn),
  };
}
