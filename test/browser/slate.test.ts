import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf, longestGapMs, percentile } from './support/cuts.js';
import { openOddLab, type OddLab } from './support/odd-lab.js';
import type { PageLog } from './session-page.js';

const AD_MS = 5760;
const POD_MS = 15_360;
const SEGMENT_MS = 1920;

describe.each(['cutaway', 'shaka'] as const)(
  'slate behind a stitched ad in a live break (%s), in Chromium',
  (engine) => {
    let lab: OddLab;
    let log: PageLog;
    let reports: readonly BreakReport[];

    beforeAll(async () => {
      lab = await openOddLab({
        engine,
        pods: [[{ kind: 'exact', colour: 'red' }]],
        slate: { kind: 'exact', colour: 'green' },
        channel: { podMs: POD_MS },
      });
      await lab.play();
      reports = await lab.untilReports(1);
      await lab.browser.pause(3000);
      log = await lab.log();
    }, 120_000);
    afterAll(() => lab.close());

    it('is on the screen, repeated, until content was planned to be back', () => {
      const cuts = cutsOf(log.frames).filter(({ from }) => from !== 'unknown');
      expect(cuts.map(({ to }) => to)).toEqual(['red', 'green', 'content']);
      const [ad = NaN, slate = NaN, back = NaN] = cuts.map(({ atMs }) => atMs);
      expect(Math.abs(slate - ad - AD_MS)).toBeLessThanOrEqual(250);
      expect(Math.abs(back - ad - POD_MS)).toBeLessThanOrEqual(250);
      expect(reports[0]?.strategy).toBe('stitch');
      expect(Math.abs((reports[0]?.slateMs ?? 0) - (POD_MS - AD_MS))).toBeLessThanOrEqual(250);
    });

    it('leaves no hole at its cuts, nor where it begins anew', () => {
      const cuts = cutsOf(log.frames).filter(({ from }) => from !== 'unknown');
      const gaps = cuts.map(({ gapMs }) => Math.round(gapMs));
      // A busy machine drops a frame now and then.
      expect(percentile(gaps, 0.5), String(gaps)).toBeLessThanOrEqual(67);
      const [first = NaN, , last = NaN] = cuts.map(({ atMs }) => atMs);
      expect(longestGapMs(log.frames, first - 1000, last + 1000)).toBeLessThanOrEqual(400);
      expect(log.errors).toEqual([]);
      expect(log.videos).toBe(1);
    });

    it('is heard of by nobody, and the ad before it once', () => {
      expect(new Set(lab.beacons().map(({ adInstanceId }) => adInstanceId))).toEqual(new Set(['0-0']));
      const events = lab.beacons().map(({ event }) => event);
      expect(events.filter((event) => event === 'impression')).toHaveLength(1);
      expect(events.filter((event) => event === 'complete')).toHaveLength(1);
      expect(new Set(events).size).toBe(events.length);
      expect(reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    });

    it('keeps the latency within one segment', () => {
      const { latencyBeforeMs, latencyAfterMs } = reports[0] ?? {};
      expect(Math.abs((latencyAfterMs ?? Infinity) - (latencyBeforeMs ?? 0))).toBeLessThanOrEqual(SEGMENT_MS);
    });
  },
);
