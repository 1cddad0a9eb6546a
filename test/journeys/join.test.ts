import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
/** A break that began this long before the session did. */
const inTheMiddle = (agoMs: number) => ({ schedule: { atMs: [-agoMs] }, podMs: 23_040 });
const early = ['start', 'firstQuartile'];

describe.each(['stitch', 'secondElement'] as const)(
  'a session that starts in the middle of a break, with %s',
  (strategy) => {
    it('joins the pod where there is room, and content returns at the end of the break', async () => {
      const stage = setStage({ session: { strategy }, channel: inTheMiddle(3840) });
      await stage.clock.advance(60_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
      expect(stage.reports).toHaveLength(1);
      // A player joins three segments behind the edge: two are the break's, so one is content.
      expect(stage.reports[0]?.leadMs).toBeCloseTo(1920, -2);
      expect(stage.reports[0]?.outcome).toBe('played');
      const beacons = stage.beacons();
      expect(new Set(beacons).size).toBe(beacons.length);
      expect(beacons.filter((beacon) => beacon.endsWith('/complete'))).toHaveLength(2);
      expect(stage.player.faults).toEqual([]);
      stage.end();
    });

    it('never lets the pod run past the end of the break by more than a segment', async () => {
      const stage = setStage({ session: { strategy }, channel: inTheMiddle(13_440) });
      await stage.clock.advance(60_000);
      const shown = stage.shown();
      expect(shown[0]?.what).toBe('content');
      expect(shown[shown.length - 1]?.what).toBe('content');
      const endsAt = STARTED_AT - 13_440 + 23_040;
      const back = stage.player.frames.filter(({ programMs }) => programMs > endsAt + 1920);
      expect(back.length).toBeGreaterThan(100);
      expect(back.every(({ what }) => what === 'content')).toBe(true);
      expect(stage.reports).toHaveLength(1);
      stage.end();
    });

    it('skips a break that is all but over', async () => {
      const stage = setStage({ session: { strategy }, channel: inTheMiddle(22_000) });
      await stage.clock.advance(60_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
      expect(stage.beacons().filter((beacon) => beacon.endsWith('/impression'))).toEqual([]);
      expect(stage.reports.length).toBeLessThanOrEqual(1);
      stage.end();
    });
  },
);

describe('a viewer who comes in mid-ad', () => {
  it('is at the right place, and gives an impression and nothing of what was missed', async () => {
    const ads = [anAd('one'), anAd('two')];
    // The server's pod has been on for a while: the first frame of this session lies inside it.
    const playheadAt = (frames: readonly { readonly programMs: number }[]): number => frames[0]?.programMs ?? 0;
    const probe = setStage({ channel: inTheMiddle(3840) });
    await probe.clock.advance(1000);
    const startsAt = playheadAt(probe.player.frames) - 2500;
    probe.end();
    const stitched = ads.map(({ adInstanceId }, n) => ({
      adInstanceId,
      startsAt: startsAt + n * 5760,
      durationMs: 5760,
    }));
    const stage = setStage({
      ads,
      channel: inTheMiddle(3840 + 5760),
      reply: { stitched, pod: { id: 'p', breakId: 'b', beaconedBy: 'client', ads } },
    });
    await stage.clock.advance(60_000);
    const beacons = stage.beacons();
    expect(beacons.slice(0, 2)).toEqual(['one/impression', 'one/creativeView']);
    for (const event of early) expect(beacons).not.toContain(`one/${event}`);
    expect(beacons).toEqual(expect.arrayContaining(['one/midpoint', 'one/thirdQuartile', 'one/complete']));
    for (const event of early) expect(beacons).toContain(`two/${event}`);
    const [one, two] = stage.reports[0]?.ads ?? [];
    // The first frame is 2.5 s into it: the place is right within 250 ms (R72).
    expect(Math.abs((one?.shownMs ?? NaN) - (5760 - 2500))).toBeLessThanOrEqual(250);
    expect(two?.shownMs).toBe(5760);
    stage.end();
  });
});
