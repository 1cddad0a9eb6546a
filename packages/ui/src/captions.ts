import { captions as captionsClass, line as lineClass, raised } from './captions.css.js';
import { makeElement, setVisible } from './make-element.js';
import type { Part } from './part.js';
import type { Stage } from './stage.js';

/** The lines of an ad's captions that are to be read now. A screen reader is not told of them: it hears the ad. */
export function createCaptions(stage: Stage): Part {
  const { owner } = stage;
  const element = makeElement(owner, 'div', 'captions', captionsClass);
  element.setAttribute('aria-hidden', 'true');
  setVisible(element, false);
  stage.element.appendChild(element);
  const unwatch = stage.onResize(({ safeXPx, safeYPx }) => {
    element.style.left = element.style.right = `${safeXPx}px`;
    element.style.bottom = `${safeYPx}px`;
  });
  let drawn = '';

  return {
    show({ ad }) {
      const lines = ad?.captions ?? [];
      setVisible(element, lines.length > 0);
      const className = ad && ad.skipInSeconds !== null ? `${captionsClass} ${raised}` : captionsClass;
      if (element.className !== className) element.className = className;
      const now = JSON.stringify(lines);
      if (now === drawn) return;
      drawn = now;
      element.textContent = '';
      for (const text of lines) element.appendChild(makeRow(owner, text));
    },
    undo() {
      unwatch();
      element.remove();
    },
  };
}

/** Languages that are written from right to left are known by their first letter. */
function makeRow(owner: Document, text: string): HTMLElement {
  const row = owner.createElement('div');
  const line = makeElement(owner, 'span', 'captions-line', lineClass);
  line.dir = 'auto';
  line.textContent = text;
  row.appendChild(line);
  return row;
}
