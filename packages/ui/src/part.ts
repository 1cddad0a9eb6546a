import type { AdView } from '@cutaway/core';

/** One piece of the screen: it shows its share of a view, and takes itself away. */
export interface Part {
  show(view: AdView): void;
  /** Nothing of it is left in the document, no listener, no timer. */
  undo(): void;
}
