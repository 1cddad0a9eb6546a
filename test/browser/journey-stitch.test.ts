import { replay } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf, longestGapMs, percentile } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';
import type { PageLog } from './session-page.js';
import type { BreakReport, SessionEvents } from '@cutaway/core';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const AD_MS = 5760;

function eventsOf<Type extends keyof SessionEvents>(log: PageLog, type: Type): readonly SessionEvents[Type][] {
  return log.events.filter((event) => event.type === type).map(({ detail }) => detail as SessionEvents[Type]);
}

function playheadMs(text: string | null): number {
  const [hours = 0, minutes = 0, seconds = 0] = (text ?? '').split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

describe('two breaks of a live channel, stitched, in Chromium', () => {
  let lab: SessionLab;
  let log: PageLog;
  let reports: readonly BreakReport[];
  let beacons: readonly CollectedBeacon[];

  beforeAll(async () => {
    lab = await openSessionLab({ channel: { schedule: { everyMs: 26_880, firstMs: 19_200 }, podMs: 11_520 } });
    await lab.play({ strategy: 'auto' });
    reports = await lab.untilReports(2, 90_000);
    await lab.browser.pause(3000);
    log = await lab.log();
    beacons = await lab.beacons(log.sessionId);
  }, 120_000);
  afterAll(() => lab.close());

  it('hears each break ahead of it and asks once, ahead, inside the jitter window', () => {
    expect(reports.map(({ outcome, causes, strategy }) => ({ outcome, causes, strategy }))).toEqual(
      reports.map(() => ({ outcome: 'played', causes: [], strategy: 'stitch' })),
    );
    for (const report of reports) {
      // How far ahead the first one is heard is a matter of when a busy machine got to play; it is known all the same.
      expect(report.leadMs).toBeGreaterThan(report === reports[0] ? 0 : 8000);
      expect((report.askedAtMs ?? Infinity) - report.announcedAtMs).toBeLessThanOrEqual(2500);
      expect(
        eventsOf(log, 'decision').filter(({ breakId, stage }) => breakId === report.brk.id && stage === 'asked'),
      ).toHaveLength(1);
    }
  });

  // A busy machine drops a frame now and then; the figures to quote come from the benchmark.
  it('cuts without a hole', () => {
    const cuts = cutsOf(log.frames);
    expect(cuts.slice(0, 6).map(({ to }) => to)).toEqual(['red', 'green', 'content', 'red', 'green', 'content']);
    const gaps = cuts.map(({ gapMs }) => Math.round(gapMs));
    // A frame of 25 fps takes 33 or 50 ms on a screen of 60 Hz.
    expect(percentile(gaps, 0.5), String(gaps)).toBeLessThanOrEqual(67);
    expect(percentile(gaps, 0.95), String(gaps)).toBeLessThanOrEqual(150);
  });

  it('beacons each event once, in order, the impression after the first frame of the ad', () => {
    const ads = [...new Set(beacons.map(({ adInstanceId }) => adInstanceId))];
    expect(ads).toHaveLength(4);
    expect(beacons.every(({ count, party }) => count === 1 && party === 'client')).toBe(true);
    for (const ad of ads) {
      const events = beacons.filter(({ adInstanceId }) => adInstanceId === ad).map(({ event }) => event);
      expect(inOrder(events)).toEqual(WHOLE_AD);
    }
    const firstFrames = cutsOf(log.frames)
      .filter(({ to }) => to !== 'content')
      .map(({ atMs }) => log.timeOrigin + atMs);
    const impressions = beacons.filter(({ event }) => event === 'impression').map(({ atMs }) => atMs);
    impressions.forEach((atMs, n) => expect(atMs).toBeGreaterThanOrEqual((firstFrames[n] ?? Infinity) - 1));
  });

  it('beacons quartiles within 250 ms of media time', () => {
    for (const [event, share] of Object.entries({
      firstQuartile: 0.25,
      midpoint: 0.5,
      thirdQuartile: 0.75,
      complete: 1,
    })) {
      for (const beacon of beacons.filter((one) => one.event === event)) {
        expect(
          Math.abs(playheadMs(beacon.playhead) - share * AD_MS),
          `${event} at ${beacon.playhead}`,
        ).toBeLessThanOrEqual(250);
      }
    }
  });

  it('keeps the latency within one segment, without a freeze and without an error on the page', () => {
    for (const { latencyBeforeMs, latencyAfterMs } of reports) {
      expect(Math.abs((latencyAfterMs ?? Infinity) - (latencyBeforeMs ?? -Infinity))).toBeLessThanOrEqual(1920);
    }
    const firstCut = cutsOf(log.frames)[0]?.atMs ?? 0;
    expect(longestGapMs(log.frames, firstCut - 3000)).toBeLessThanOrEqual(400);
    expect(log.errors).toEqual([]);
    expect(log.videos).toBe(1);
  });

  it('records a trace that replays in Node to the same effects', async () => {
    const trace = await lab.trace();
    expect(trace.complete).toBe(true);
    const again = replay(trace);
    const different = trace.entries.findIndex(({ effects }, n) => JSON.stringify(effects) !== JSON.stringify(again[n]));
    expect(different === -1 ? null : { was: trace.entries[different], is: again[different] }).toBeNull();
  });

  it('leaves the content playing after destroy, and says nothing more', async () => {
    await lab.destroy();
    const before = await lab.log();
    await lab.browser.pause(2000);
    const after = await lab.log();
    expect(after.events).toHaveLength(before.events.length);
    expect(after.frames.length - before.frames.length).toBeGreaterThan(30);
    expect(after.errors).toEqual([]);
  });
});
