import type { Undo } from '@cutaway/core';

/** Runs once a frame with the present document has been painted: the second animation frame from now. */
export function afterPaint(run: () => void): Undo {
  let handle = requestAnimationFrame(() => {
    handle = requestAnimationFrame(run);
  });
  return () => cancelAnimationFrame(handle);
}
