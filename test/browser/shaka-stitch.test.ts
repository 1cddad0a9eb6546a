import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { cutsOf, longestGapMs, percentile } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const EARLY_MS = 7680;
const SEGMENT_MS = 1920;

// The sound of the ads is 49 ms shorter than their picture: Shaka alone would jump over half a second of picture at its end.
describe('two breaks of a live channel, stitched in Shaka, the second cut short, in Chromium', () => {
  let lab: SessionLab;
  let log: PageLog;
  let reports: readonly BreakReport[];
  let beacons: readonly CollectedBeacon[];

  beforeAll(async () => {
    lab = await openSessionLab({
      engine: 'shaka',
      encoding: 'short',
      channel: {
        schedule: { atMs: [19_200, 38_400] },
        podMs: 11_520,
        breakFaults: { 'break-1': { earlyInAfterMs: EARLY_MS } },
      },
    });
    await lab.play();
    reports = await lab.untilReports(2, 80_000);
    await lab.browser.pause(1500);
    log = await lab.log();
    beacons = await lab.beacons(log.sessionId);
  }, 110_000);
  afterAll(() => lab.close());

  it('plays both, the first whole and the second until it is called back', () => {
    expect(
      reports.map(({ strategy, causes, earlyReturn, ads }) => ({
        ...{ strategy, causes, earlyReturn },
        ads: ads.map(({ outcome }) => outcome),
      })),
    ).toEqual([
      { strategy: 'stitch', causes: [], earlyReturn: false, ads: ['played', 'played'] },
      { strategy: 'stitch', causes: [], earlyReturn: true, ads: ['played', 'cut'] },
    ]);
  });

  // A busy machine drops a frame now and then; the figures to quote come from the benchmark.
  it('cuts without a hole, and brings content back within a segment of the early return', () => {
    const cuts = cutsOf(log.frames);
    expect(cuts.map(({ to }) => to)).toEqual(['red', 'green', 'content', 'red', 'green', 'content']);
    const gaps = cuts.map(({ gapMs }) => Math.round(gapMs));
    expect(percentile(gaps, 0.5), String(gaps)).toBeLessThanOrEqual(67);
    expect(percentile(gaps, 0.95), String(gaps)).toBeLessThanOrEqual(150);
    const shownMs = (cuts[5]?.atMs ?? 0) - (cuts[3]?.atMs ?? 0);
    expect(shownMs).toBeGreaterThan(EARLY_MS - 250);
    expect(shownMs).toBeLessThanOrEqual(EARLY_MS + SEGMENT_MS);
  });

  it('beacons each event once and in order, and no complete for the ad that was cut', () => {
    expect(beacons.every(({ count, party }) => count === 1 && party === 'client')).toBe(true);
    const ads = reports.flatMap((report) => report.ads.map(({ adInstanceId }) => adInstanceId));
    const events = ads.map((ad) =>
      inOrder(beacons.filter(({ adInstanceId }) => adInstanceId === ad).map(({ event }) => event)),
    );
    expect(events.slice(0, 3)).toEqual([WHOLE_AD, WHOLE_AD, WHOLE_AD]);
    expect(events[3]).toEqual(WHOLE_AD.slice(0, 4));
  });

  it('keeps the latency within one segment, without a freeze and without an error on the page', () => {
    for (const { latencyBeforeMs, latencyAfterMs } of reports) {
      expect(Math.abs((latencyAfterMs ?? Infinity) - (latencyBeforeMs ?? -Infinity))).toBeLessThanOrEqual(SEGMENT_MS);
    }
    const firstCut = cutsOf(log.frames)[0]?.atMs ?? 0;
    expect(longestGapMs(log.frames, firstCut - 3000)).toBeLessThanOrEqual(400);
    expect(log.errors).toEqual([]);
    expect(log.videos).toBe(1);
  });

  it('leaves the content playing after destroy, and says nothing more', async () => {
    await lab.destroy();
    const before = await lab.log();
    await lab.browser.pause(1000);
    const after = await lab.log();
    expect(after.events).toHaveLength(before.events.length);
    expect(after.frames.length - before.frames.length).toBeGreaterThan(12);
    expect(after.errors).toEqual([]);
  });
});
