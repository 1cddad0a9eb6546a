import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutsOf } from './support/cuts.js';
import { openSessionLab, type CollectedBeacon, type SessionLab } from './support/session-lab.js';
import type { PageLog } from './session-page.js';

/** Behind the live edge by this much: a player keeps three segments. */
const NEAR_EDGE_MS = 12_000;

describe.each([
  ['hls.js', 'cutaway'],
  ['Shaka', 'shaka'],
] as const)(
  'who goes back in the window of a live channel, and then to its edge over a break, in %s, in Chromium',
  (_, engine) => {
    let lab: SessionLab;
    let log: PageLog;
    let beacons: readonly CollectedBeacon[];
    const seekBy = (seconds: number): Promise<void> =>
      lab.browser.execute((by) => {
        const video = document.querySelector('video') as HTMLVideoElement;
        const { seekable } = video;
        const last = seekable.end(seekable.length - 1) - 6;
        video.currentTime = Math.min(last, video.currentTime + by);
      }, seconds);

    beforeAll(async () => {
      lab = await openSessionLab({
        engine,
        channel: { schedule: { atMs: [19_200] }, podMs: 11_520, windowSegments: 40, segmentMs: 1920 },
      });
      await lab.play({ strategy: 'stitch' });
      await lab.browser.pause(4000);
      await seekBy(-35);
      // The break is published, and so is what comes after it, up to where he moves to: six seconds and what Shaka keeps before the edge.
      await lab.browser.pause(44_000);
      await seekBy(600);
      await lab.untilReports(1, 40_000);
      await lab.browser.pause(4000);
      log = await lab.log();
      beacons = await lab.beacons(log.sessionId);
    }, 150_000);
    afterAll(() => lab.close());

    it('sees the break that the player has in its buffer by now, whole and once', () => {
      const shown = cutsOf(log.frames).map(({ to }) => to);
      expect(shown.filter((to) => to !== 'content')).toEqual(['red', 'green']);
      expect(shown.slice(-1)).toEqual(['content']);
      expect(beacons.every(({ count }) => count === 1)).toBe(true);
      for (const event of ['impression', 'complete'])
        expect(beacons.filter((beacon) => beacon.event === event)).toHaveLength(2);
      expect(log.errors).toEqual([]);
    });

    it('is at the live edge after it', () => {
      expect(log.latencyMs).toBeLessThan(NEAR_EDGE_MS);
    });
  },
);
