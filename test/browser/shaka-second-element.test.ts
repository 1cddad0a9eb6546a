import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

describe('a live break over Shaka, its ads in a second element, in Chromium', () => {
  let lab: SessionLab;
  beforeAll(async () => {
    lab = await openSessionLab({ engine: 'shaka', channel: { schedule: 'none', podMs: 5760 } });
    await lab.play({ strategy: 'secondElement' });
    await lab.until(({ frames }) => frames.length > 10, 5000);
    lab.channel.breakNow({ durationMs: 5760 });
    await lab.untilReports(1);
    await lab.browser.pause(1000);
  }, 90_000);
  afterAll(() => lab.close());

  it('goes in and out with content running underneath, and frees its element', async () => {
    const [report] = await lab.reports();
    expect(report).toMatchObject({ strategy: 'secondElement', outcome: 'played', causes: [] });
    const log = await lab.log();
    const cuts = cutsOf(log.frames);
    expect(cuts.map(({ to }) => to)).toEqual(['red', 'content']);
    // One run on a shared machine: the figures to quote come from the benchmark.
    for (const { gapMs } of cuts) expect(gapMs).toBeLessThanOrEqual(150);
    expect(log.videos).toBe(1);
    expect(log.errors).toEqual([]);
  });

  it('beacons each event once and in order', async () => {
    const beacons = await lab.beacons((await lab.log()).sessionId);
    expect(inOrder(beacons.map(({ event }) => event))).toEqual(WHOLE_AD);
    expect(beacons.every(({ count }) => count === 1)).toBe(true);
  });
});
