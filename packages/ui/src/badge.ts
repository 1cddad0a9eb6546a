import { badge as badgeClass } from './badge.css.js';
import { formatClock } from './format-clock.js';
import { makeElement, setText, setVisible } from './make-element.js';
import type { Part } from './part.js';
import type { Stage } from './stage.js';
import type { Words } from './words.js';

/** "Ad 1 of 2 · 0:12" in reading position, "Back in 0:12" over a slate. Within one ad the countdown never goes up. */
export function createBadge(stage: Stage, words: Words): Part {
  const element = makeElement(stage.owner, 'div', 'badge', badgeClass);
  element.setAttribute('role', 'timer');
  element.setAttribute('aria-live', 'off');
  setVisible(element, false);
  stage.element.appendChild(element);
  const unwatch = stage.onResize(({ safeXPx, safeYPx }) => {
    element.style.left = `${safeXPx}px`;
    element.style.top = `${safeYPx}px`;
  });
  let shown = { adInstanceId: '', seconds: Infinity };

  return {
    show({ ad, slate }) {
      if (slate) setText(element, words.slate(formatClock(slate.remainingSeconds)));
      if (ad !== null) {
        const most = ad.adInstanceId === shown.adInstanceId ? shown.seconds : Infinity;
        shown = { adInstanceId: ad.adInstanceId, seconds: Math.min(most, ad.remainingSeconds) };
        setText(element, words.badge(ad.position, ad.count, formatClock(shown.seconds)));
      }
      setVisible(element, ad !== null || !!slate);
    },
    undo() {
      unwatch();
      element.remove();
    },
  };
}
