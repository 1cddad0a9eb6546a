import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRIORITIES } from '../admission/priority.js';
import { createMeters, type Meters } from './meters.js';
import { METRICS } from './metric-table.js';

describe('meters', () => {
  let meters: Meters;
  beforeEach(() => {
    meters = createMeters();
  });
  afterEach(() => meters.close());

  it('exposes every metric of the table, in Prometheus’ words', async () => {
    const text = await meters.expose();
    for (const [name, { is, help }] of Object.entries(METRICS)) {
      expect(text).toContain(`# TYPE cutaway_${name} ${is}`);
      expect(text).toContain(`# HELP cutaway_${name} ${help}`);
    }
  });

  it.each([
    ['counter', 'a name that ends in _total', /_total$/],
    ['histogram', 'a name that says its unit', /_(seconds|us|ratio|gap|nodes)$/],
  ] as const)('gives each %s %s', (is, _what, pattern) => {
    for (const [name, row] of Object.entries(METRICS)) if (row.is === is) expect(name).toMatch(pattern);
  });

  it('counts, observes and sets by labels, and forgets a series', async () => {
    meters.count('shed_total', { prio: 'P2', rung: 'cohort' });
    meters.count('shed_total', { prio: 'P2', rung: 'cohort' }, 2);
    meters.observe('pod_fill_ratio', 0.93);
    meters.set('breaker_state', 2, { bidder: 'a' });
    const text = await meters.expose();
    expect(text).toContain('cutaway_shed_total{prio="P2",rung="cohort"} 3');
    expect(text).toContain('cutaway_pod_fill_ratio_bucket{le="0.95"} 1');
    expect(text).toContain('cutaway_breaker_state{bidder="a"} 2');
    meters.forget('breaker_state', { bidder: 'a' });
    expect(await meters.expose()).not.toContain('breaker_state{bidder="a"}');
  });

  it('begins what alerts ask for at nothing: what is there for the first time is no increase to Prometheus', async () => {
    const text = await meters.expose();
    for (const prio of PRIORITIES) expect(text).toContain(`cutaway_shed_total{prio="${prio}",rung="full"} 0`);
    for (const reason of ['no-candidates', 'deadline', 'shed', 'failed'])
      expect(text).toContain(`cutaway_slate_seconds_total{reason="${reason}"} 0`);
  });

  it('does not mix two services of one process', async () => {
    const other = createMeters();
    other.count('impressions_total');
    expect(await meters.expose()).toContain('cutaway_impressions_total 0');
    other.close();
  });

  it('tells the delay of the event loop', async () => {
    const text = await meters.expose();
    expect(text).toMatch(/cutaway_eventloop_delay_seconds\{quantile="0.99"\} \d/);
    expect(meters.loopDelayMs()).toBeGreaterThanOrEqual(0);
  });

  it('does not count how late the loop was while the process started', async () => {
    const untilMs = performance.now() + 400;
    await new Promise((resolve) => setTimeout(resolve, 30));
    while (performance.now() < untilMs); // as reading a catalogue does
    await new Promise((resolve) => setTimeout(resolve, 30));
    const atStartMs = meters.loopDelayMs();
    meters.beginLoop();
    expect(atStartMs).toBeGreaterThan(250);
    expect(meters.loopDelayMs()).toBeLessThan(atStartMs);
  });
});
