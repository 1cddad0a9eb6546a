import type { AdView, Undo, ViewerIntent } from '@cutaway/core';
import { afterPaint } from './after-paint.js';
import { loadImage } from './load-image.js';
import { drawOverlayCard } from './overlay-card.js';
import { rememberFocus } from './remember-focus.js';
import type { Stage } from './stage.js';
import { watchCard } from './watch-card.js';
import type { Words } from './words.js';

type Overlay = NonNullable<AdView['overlay']>;

/**
 * `loading` → `loaded` → `shown` → `over`. A loaded image waits while an ad plays; `painting` runs from making it visible
 * to the frame that proves it.
 */
type Phase =
  | { readonly is: 'loading'; readonly stop: Undo }
  | { readonly is: 'loaded' }
  | { readonly is: 'painting'; readonly stop: Undo }
  | { readonly is: 'shown' }
  | { readonly is: 'over' };

/** One overlay, from its first byte to its removal. */
export interface OpenOverlay {
  readonly adInstanceId: string;
  /** False while an ad plays: an overlay never covers one. */
  allow(allowed: boolean): void;
  /** False: nothing was there to close. */
  closeIfVisible(): boolean;
  undo(): void;
}

export function openOverlay(
  stage: Stage,
  words: Words,
  { adInstanceId, nonLinear }: Overlay,
  send: (intent: ViewerIntent) => void,
): OpenOverlay {
  const card = drawOverlayCard(stage, words, nonLinear);
  const focus = rememberFocus(card.element);
  let allowed = false;
  let phase: Phase = { is: 'loading', stop: () => {} };

  const enter = (next: Phase) => {
    if ('stop' in phase) phase.stop();
    phase = next;
    draw();
  };
  const isVisible = () => allowed && (phase.is === 'painting' || phase.is === 'shown');
  const draw = () => {
    if (!isVisible()) focus.giveBack();
    card.setOnScreen(isVisible());
  };
  const paint = () => {
    if (!allowed || phase.is !== 'loaded') return;
    const shown = () => {
      enter({ is: 'shown' });
      send({ type: 'overlay-shown', adInstanceId });
    };
    enter({ is: 'painting', stop: afterPaint(shown) });
  };
  const loaded = () => {
    enter({ is: 'loaded' });
    paint();
  };
  const failed = (detail: string) => {
    enter({ is: 'over' });
    send({ type: 'overlay-failed', adInstanceId, detail });
  };
  const closed = () => {
    enter({ is: 'over' });
    send({ type: 'close-overlay', adInstanceId });
  };
  const unwatch = watchCard(card, () => send({ type: 'click', adInstanceId }), closed);
  enter({ is: 'loading', stop: loadImage(card.image, nonLinear.imageUrl, loaded, failed) });

  return {
    adInstanceId,
    allow(next) {
      allowed = next;
      if (!allowed && phase.is === 'painting') enter({ is: 'loaded' });
      draw();
      paint();
    },
    closeIfVisible() {
      if (!isVisible()) return false;
      closed();
      return true;
    },
    undo() {
      enter({ is: 'over' });
      focus.undo();
      unwatch();
      card.undo();
    },
  };
}
