import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SsaiOutcome } from './metrics.js';
import type { OutcomeWord } from '../demand/demand.js';
import { METRICS } from './metric-table.js';

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = readFileSync(folder('ops/alerts.yml'), 'utf8');
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
const rules = (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);

describe('the alert rules', () => {
  it('ask only for metrics that the service has', () => {
    const names = [...new Set(rules.flatMap(({ expr }) => expr.match(/cutaway_\w+/g) ?? []))];
    const known = Object.keys(METRICS).map((name) => `cutaway_${name}`);
    expect(names.filter((name) => !known.includes(name.replace(/_bucket$/, '')))).toEqual([]);
  });

  it('have a runbook page each, and no page is without its alert', () => {
    const pages = rules.map(({ annotations }) => annotations.runbook);
    for (const page of pages) expect(existsSync(folder(`../../${page}`)), page).toBe(true);
    const written = readdirSync(folder('../../docs/runbooks')).map((name) => `docs/runbooks/${name}`);
    expect(written.filter((page) => !pages.includes(page))).toEqual([]);
  });

  it('ask for outcomes that there are, and so do their tests', () => {
    const ofBidders: Readonly<Record<OutcomeWord, true>> = {
      ...{
        bids: true,
        'no-bid': true,
        timeout: true,
        malformed: true,
        'http-error': true,
        'too-big': true,
        failed: true,
      },
      ...{ 'nothing-to-offer': true, 'breaker-open': true, 'over-qps': true, throttled: true, 'no-time': true },
    };
    const ofStitching: Readonly<Record<SsaiOutcome, true>> = {
      stitched: true,
      passed: true,
      crowded: true,
      failed: true,
    };
    const files = `${text}${readFileSync(folder('ops/alerts.test.yml'), 'utf8')}`;
    const asked = [...files.matchAll(/(\w+)\{[^{}]*\boutcome!?=~?"([^"]+)"/g)];
    expect(asked.length).toBe(files.match(/\boutcome!?=~?"/g)?.length);
    const words = asked.flatMap(([, metric = '', said = '']) =>
      said.split('|').map((word) => ({ word, there: /^cutaway_ssai_/.test(metric) ? ofStitching : ofBidders })),
    );
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter(({ word, there }) => !(word in there))).toEqual([]);
  });

  // promtool comes with Debian's `prometheus`, which `npm test` installs.
  it.skipIf(!existsSync('/usr/bin/promtool'))('are valid, and are raised and not raised as their own tests say', () => {
    const said = (...args: string[]): string => execFileSync('/usr/bin/promtool', args, { encoding: 'utf8' });
    expect(said('check', 'rules', folder('ops/alerts.yml'))).toContain(`${rules.length} rules found`);
    expect(said('test', 'rules', folder('ops/alerts.test.yml'))).toContain('SUCCESS');
    const tried = readFileSync(folder('ops/alerts.test.yml'), 'utf8');
    for (const { alert } of rules)
      for (const what of ['raised', 'not raised']) expect(tried).toContain(`'${alert}, ${what}'`);
  });
});

describe('the dashboard', () => {
  interface Panel {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }
  const { panels } = JSON.parse(readFileSync(folder('ops/dashboard.json'), 'utf8')) as { panels: Panel[] };
  const shown = new Set(
    panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => expr.match(/cutaway_\w+/g) ?? [])),
  );

  it('shows every metric of the service, and none that it has not', () => {
    const known = Object.keys(METRICS).map((name) => `cutaway_${name}`);
    const names = new Set([...shown].map((name) => name.replace(/_bucket$/, '')));
    expect(known.filter((name) => !names.has(name))).toEqual([]);
    expect([...names].filter((name) => !known.includes(name))).toEqual([]);
  });
});
