import type { Undo } from '@cutaway/core';

/** What events come from: a DOM node, or a player that is made like one. */
export interface EventOrigin {
  addEventListener(type: string, hear: (event: Event) => void): void;
  removeEventListener(type: string, hear: (event: Event) => void): void;
}

/** Hears the DOM events named until the undo is called. */
export function listen(target: EventOrigin, names: readonly string[], hear: (event: Event) => void): Undo {
  for (const name of names) target.addEventListener(name, hear);
  return () => {
    for (const name of names) target.removeEventListener(name, hear);
  };
}

/** One undo out of many. They run once, last first. */
export function together(undos: Undo[]): Undo {
  return () => {
    for (let undo = undos.pop(); undo; undo = undos.pop()) undo();
  };
}
