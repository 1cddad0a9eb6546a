import type { AdView } from '@cutaway/core';
import { makeElement, setText } from './make-element.js';
import type { Part } from './part.js';
import { spoken } from './stage.css.js';
import type { Stage } from './stage.js';
import type { Words } from './words.js';

/** Tells a screen reader what changed, politely, and never the countdown. */
export function createAnnouncer(stage: Stage, words: Words): Part {
  const element = makeElement(stage.owner, 'div', 'announcer', spoken);
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('role', 'status');
  stage.element.appendChild(element);
  let last: AdView['ad'] = null;

  return {
    show({ ad, slate }) {
      // Content is not back before the slate is over.
      if (slate) return;
      const text = sayChange(last, ad, words);
      last = ad;
      if (text !== null) setText(element, text);
    },
    undo: () => element.remove(),
  };
}

/** null: nothing worth saying has changed. */
function sayChange(last: AdView['ad'], now: AdView['ad'], words: Words): string | null {
  if (now === null) return last === null ? null : words.announceContent;
  if (last === null || last.adInstanceId !== now.adInstanceId) return words.announceAd(now.position, now.count);
  const couldSkip = last.skipInSeconds !== null && last.skipInSeconds <= 0;
  const canSkip = now.skipInSeconds !== null && now.skipInSeconds <= 0;
  return canSkip && !couldSkip ? words.announceSkip : null;
}
