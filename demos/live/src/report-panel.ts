import type { BreakReport } from '@cutaway/core';
import { html } from './make-node.js';
import * as css from './report-panel.css.js';
import { COLUMNS, tellReport } from './tell-report.js';

/** As many as a low page has room for, and two more where there is more. */
const ROWS = 5;

export interface ReportPanel {
  readonly element: HTMLElement;
  add(report: BreakReport): void;
}

/** The reports of the last breaks, a row each, the newest first. */
export function createReportPanel(): ReportPanel {
  const none = html('td', css.none, 'No break has ended yet.');
  none.colSpan = COLUMNS.length;
  const body = html('tbody', '', html('tr', '', none));
  const head = html('thead', '', html('tr', '', ...COLUMNS.map((name) => html('th', css.column[name], name))));
  const element = html('section', css.panel, html('table', css.table, head, body));
  element.setAttribute('aria-label', 'Reports of the last breaks');
  let reports: readonly BreakReport[] = [];
  return {
    element,
    add(report) {
      reports = [report, ...reports].slice(0, ROWS);
      body.replaceChildren(...reports.map(rowOf));
    },
  };
}

function rowOf(report: BreakReport): HTMLElement {
  const cells = tellReport(report).map(({ name, text, more, isBad = false }) => {
    const cell = html('td', isBad ? `${css.column[name]} ${css.bad}` : css.column[name], text);
    cell.title = more;
    // Where there is no room for columns each cell has its name over it.
    cell.dataset['name'] = name;
    return cell;
  });
  return html('tr', css.row, ...cells);
}
