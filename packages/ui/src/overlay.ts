import type { ViewerIntent } from '@cutaway/core';
import { openOverlay, type OpenOverlay } from './open-overlay.js';
import type { Part } from './part.js';
import type { Stage } from './stage.js';
import { watchBack } from './watch-back.js';
import type { Words } from './words.js';

/** At most one overlay, the one that the view names. */
export function createOverlay(stage: Stage, words: Words, send: (intent: ViewerIntent) => void): Part {
  let open: OpenOverlay | null = null;
  const drop = () => {
    open?.undo();
    open = null;
  };
  const unwatch = watchBack(stage.owner, () => open?.closeIfVisible() ?? false);
  return {
    show({ ad, overlay }) {
      if (open !== null && open.adInstanceId !== overlay?.adInstanceId) drop();
      if (overlay !== null && open === null) open = openOverlay(stage, words, overlay, send);
      open?.allow(ad === null);
    },
    undo() {
      unwatch();
      drop();
    },
  };
}
