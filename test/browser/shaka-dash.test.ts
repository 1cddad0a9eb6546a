import type { BreakReport } from '@cutaway/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageLog } from './session-page.js';
import { cutsOf, longestGapMs } from './support/cuts.js';
import { inOrder } from './support/in-order.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';

const WHOLE_AD = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const BREAK_MS = 5760;

describe.each(['secondElement', 'reattach'] as const)(
  'a break of live DASH, told by an event of its MPD, over Shaka by %s, in Chromium',
  (strategy) => {
    let lab: SessionLab;
    let log: PageLog;
    let report: BreakReport | undefined;
    let beacons: readonly CollectedBeacon[];

    beforeAll(async () => {
      lab = await openSessionLab({ engine: 'shaka', channel: { schedule: 'none', podMs: BREAK_MS } });
      await lab.play({ strategy, stream: lab.channel.liveUrl.replace('.m3u8', '.mpd') });
      await lab.browser.waitUntil(() => lab.browser.execute(() => window.stage.log().frames.length > 10));
      lab.channel.breakNow({ durationMs: BREAK_MS });
      [report] = await lab.untilReports(1);
      await lab.browser.pause(1500);
      log = await lab.log();
      beacons = await lab.beacons(log.sessionId);
    }, 90_000);
    afterAll(() => lab.close());

    it('is heard ahead, and plays from its place', () => {
      expect(report).toMatchObject({ strategy, outcome: 'played', causes: [], earlyReturn: false });
      expect(report?.leadMs).toBeGreaterThan(0);
      expect(cutsOf(log.frames).map(({ to }) => to)).toEqual(['red', 'content']);
    });

    it('gives content back at the end of the break, without a fault', () => {
      const { latencyBeforeMs, latencyAfterMs } = report ?? {};
      expect(Math.abs((latencyAfterMs ?? Infinity) - (latencyBeforeMs ?? -Infinity))).toBeLessThanOrEqual(1920);
      const firstCut = cutsOf(log.frames)[0]?.atMs ?? 0;
      expect(longestGapMs(log.frames, firstCut - 3000)).toBeLessThanOrEqual(1000);
      expect(log.errors).toEqual([]);
      expect(log.videos).toBe(1);
    });

    it('is beaconed, each event once', () => {
      expect(inOrder(beacons.map(({ event }) => event))).toEqual(WHOLE_AD);
      expect(beacons.every(({ count }) => count === 1)).toBe(true);
    });
  },
);
