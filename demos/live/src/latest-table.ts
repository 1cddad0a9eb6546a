import { timeOfDay } from './clock-text.js';
import type { InspectorEntry } from './inspector-entry.js';
import { html } from './make-node.js';
import * as css from './page.css.js';

const ROWS = 24;
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
  /** A row is shown whole or not at all. */
  function fit(): void {
    const rows = [...body.rows];
    for (const row of rows) row.hidden = false;
    const low = rows.filter((row) => row.offsetTop + row.offsetHeight > element.clientHeight);
    for (const row of low) row.hidden = true;
  }
  new ResizeObserver(fit).observe(element);
  return {
    element,
    show(log) {
      const latest = log
        .filter(({ tone }) => tone !== 'plan')
        .slice(-ROWS)
        .reverse();
      if (latest.length > 0) body.replaceChildren(...latest.map(row));
      fit();
    },
  };
}

function row({ fromMs, lane, label, tone, summary, details }: InspectorEntry): HTMLElement {
  // A beacon's mark has a short name, its row the standard's.
  const full = details.find(([name]) => name === 'event')?.[1] ?? label;
  const what = html('td', tone === 'bad' ? css.bad : '', full);
  what.title = full;
  const more = html('td', css.dim, summary);
  // Whole where the cell is too narrow for it, and all that there is to it.
  more.title = [summary, ...details.map((pair) => pair.join(': '))].join('\n');
  return html('tr', '', html('td', css.dim, timeOfDay(fromMs, true)), html('td', css.laneCell[lane], lane), what, more);
}
