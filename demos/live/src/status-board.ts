import * as css from './page.css.js';
import { html } from './make-node.js';

/** Names of the readings, in the order of the board. */
const READINGS = ['on screen', 'break', 'latency', 'programme', 'last verdict'] as const;
export type Reading = (typeof READINGS)[number];

export interface StatusBoard {
  readonly element: HTMLElement;
  show(reading: Reading, text: string, isBad?: boolean): void;
}

/** A line of readings, each a name over a value. */
export function createStatusBoard(): StatusBoard {
  const element = html('dl', css.board);
  const values = new Map<Reading, HTMLElement>();
  for (const reading of READINGS) {
    const value = html('dd', css.value, '–');
    values.set(reading, value);
    element.append(html('div', css.reading, html('dt', css.readingName, reading), value));
  }
  return {
    element,
    show(reading, text, isBad = false) {
      const value = values.get(reading);
      if (value === undefined) return;
      if (value.textContent !== text) value.textContent = value.title = text;
      value.className = isBad ? `${css.value} ${css.bad}` : css.value;
    },
  };
}
