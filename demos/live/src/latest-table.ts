import { timeOfDay } from './clock-text.js';
import type { InspectorEntry } from './inspector-entry.js';
import { html } from './make-node.js';
import * as css from './page.css.js';

const ROWS = 24;
/** Said by the row already. */
const NOT_AGAIN = new Set(['event', 'phase', 'signal', 'to', 'cause']);

export interface LatestTable {
  readonly element: HTMLElement;
  show(log: readonly InspectorEntry[]): void;
}

/** The newest entries first, as text. */
export function createLatestTable(): LatestTable {
  const body = html('tbody', '');
  const head = html('tr', '', ...['time', 'lane', 'what', 'details'].map((name) => html('th', '', name)));
  const element = html('div', css.latest, html('table', css.table, html('thead', '', head), body));
  const none = html('tr', '', html('td', css.dim, 'Nothing yet'));
  none.firstElementChild?.setAttribute('colspan', '4');
  body.append(none);
  return {
    element,
    show(log) {
      const latest = log
        .filter(({ tone }) => tone !== 'plan')
        .slice(-ROWS)
        .reverse();
      if (latest.length > 0) body.replaceChildren(...latest.map(row));
    },
  };
}

function row({ fromMs, lane, label, tone, details }: InspectorEntry): HTMLElement {
  const rest = details.filter(([name]) => !NOT_AGAIN.has(name)).map(([name, value]) => `${name} ${value}`);
  const what = html('td', tone === 'bad' ? css.bad : '', label);
  const more = html('td', css.more, rest.join(' · '));
  more.title = rest.join('\n');
  const name = html('td', css.laneCell[lane], lane);
  return html('tr', '', html('td', css.time, timeOfDay(fromMs, true)), name, what, more);
}
