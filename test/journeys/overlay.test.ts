import { describe, expect, it } from 'vitest';
import { anAd, anOverlay } from '@cutaway/testkit';
import type { Tracker } from '@cutaway/model';
import { setStage, type Stage } from './stage.js';
import { setVodStage, vodPlaylist, VOD_STARTS_AT } from './vod-stage.js';

describe('an overlay', () => {
  it('shows over running content for its duration, with beacons of its own', async () => {
    const stage = setStage({
      ads: [anOverlay('banner', 8000)],
      channel: { schedule: 'none', overlays: { atMs: [15_360] }, overlayMs: 15_360 },
    });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    const shown = stage.views.filter(({ overlay }) => overlay !== null);
    expect(shown.map(({ overlay }) => overlay?.adInstanceId)).toEqual(['banner']);
    expect(stage.views[stage.views.length - 1]).toEqual({ ad: null, overlay: null });
    expect(stage.beacons()).toEqual(['banner/impression', 'banner/creativeView']);
    expect(stage.reports.map(({ outcome, strategy }) => ({ outcome, strategy }))).toEqual([
      { outcome: 'played', strategy: 'overlay' },
    ]);
    stage.end();
  });

  it('that is answered with a linear ad, too, shows its image, and the other hears that it is of the wrong kind (VAST 201)', async () => {
    const stage = setStage({
      ads: [anAd('spot'), anOverlay('banner', 8000)],
      channel: { schedule: 'none', overlays: { atMs: [15_360] }, overlayMs: 15_360 },
    });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual(['spot/error?code=201', 'banner/impression', 'banner/creativeView']);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    stage.end();
  });

  it('that is answered with linear ads alone shows nothing, and each of them hears so', async () => {
    const stage = setStage({
      ads: [anAd('spot'), anAd('other')],
      channel: { schedule: 'none', overlays: { atMs: [15_360] }, overlayMs: 15_360 },
    });
    await stage.clock.advance(60_000);
    expect(stage.beacons()).toEqual(['spot/error?code=201', 'other/error?code=201']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['lost']);
    stage.end();
  });

  it('that the viewer closes says so', async () => {
    const stage = setStage({
      ads: [anOverlay('banner', 8000)],
      channel: { schedule: 'none', overlays: { atMs: [15_360] }, overlayMs: 15_360 },
    });
    await stage.clock.advance(15_360 + 5760 + 3000);
    stage.send({ type: 'close-overlay', adInstanceId: 'banner' });
    await stage.clock.advance(5000);
    expect(stage.beacons()).toEqual(['banner/impression', 'banner/creativeView', 'banner/close']);
    stage.end();
  });

  it('that the viewer closes before it is told as shown is over with that: nothing failed, and it hears that it was not used', async () => {
    const stage = setStage({
      ads: [anOverlay('banner', 8000)],
      channel: { schedule: 'none', overlays: { atMs: [15_360] }, overlayMs: 15_360 },
    });
    const isUp = (): boolean => stage.views.slice(-1).some(({ overlay }) => overlay !== null);
    while (!isUp()) await stage.clock.advance(10);
    stage.send({ type: 'close-overlay', adInstanceId: 'banner' });
    expect(isUp()).toBe(false);
    await stage.clock.advance(10_000);
    expect(stage.beacons()).toEqual(['banner/notUsed']);
    expect(stage.reports.map(({ outcome, causes }) => [outcome, causes])).toEqual([['unfilled', []]]);
    stage.end();
  });

  it.each([
    ['over a film is gone where the film ends', '00:00:27', 'played'],
    ['that a post-roll is answered with has no content left to be over', 'end', 'cancelled'],
  ])('%s', async (_what, place, outcome) => {
    const stage = setVodStage({ ads: [anOverlay('banner', 8000)], session: { breaks: [place] } });
    await stage.clock.advance(60_000);
    expect(stage.views.slice(-1).filter(({ overlay }) => overlay !== null)).toEqual([]);
    expect(stage.reports.map((report) => report.outcome)).toEqual([outcome]);
    stage.end();
  });

  describe('over a film whose viewer goes elsewhere', () => {
    const STARTS_MS = 20_000;
    const VIEWED = { event: 'overlayViewDuration', url: 'https://beacons.example/banner/viewed?ms=[ADPLAYHEAD]' };
    const banner = anOverlay('banner', 8000);

    /** The overlay was there for 3 s when he goes to another place of the film. */
    async function goTo(placeMs: number): Promise<Stage> {
      const stage = setVodStage({
        player: { origin: vodPlaylist(60) },
        ads: [{ ...banner, trackers: [...banner.trackers, { ...VIEWED, level: 0, index: 0 } as Tracker] }],
        session: { breaks: ['00:00:20'] },
      });
      await stage.clock.advance(STARTS_MS + 3000);
      stage.player.seek(VOD_STARTS_AT + placeMs);
      await stage.clock.advance(1000);
      return stage;
    }
    const isOn = ({ views }: Stage): boolean => views[views.length - 1]?.overlay != null;
    const shownMs = ({ reports }: Stage): number => reports[0]?.ads[0]?.shownMs ?? NaN;

    it.each([
      ['back', 5000],
      ['ahead', 100_000],
    ])('is gone where he went %s, and was shown for no longer than it was seen', async (_where, placeMs) => {
      const stage = await goTo(placeMs);
      expect(isOn(stage)).toBe(false);
      expect(stage.reports).toHaveLength(1);
      expect(shownMs(stage)).toBeGreaterThan(2500);
      expect(shownMs(stage)).toBeLessThan(3200);
      const viewed = stage.requests.find(({ request }) => request.url.includes('/viewed'))?.request.url ?? '';
      expect(decodeURIComponent(viewed)).toMatch(/ms=00:00:0[23]\./);
      stage.end();
    });

    it('stays where he went back within it, and counts what is seen twice', async () => {
      const stage = await goTo(STARTS_MS + 500);
      expect(isOn(stage)).toBe(true);
      await stage.clock.advance(10_000);
      expect(isOn(stage)).toBe(false);
      expect(shownMs(stage)).toBeGreaterThan(9500);
      expect(shownMs(stage)).toBeLessThan(11_500);
      stage.end();
    });
  });

  it('in a linear pod waits until the ads are over', async () => {
    const stage = setStage({ ads: [anAd('one'), anOverlay('banner', 4000)] });
    await stage.clock.advance(70_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    expect(stage.beacons()).toContain('banner/impression');
    expect(stage.beacons().indexOf('banner/impression')).toBeGreaterThan(stage.beacons().indexOf('one/complete'));
    expect(stage.views.some(({ ad, overlay }) => ad !== null && overlay !== null)).toBe(false);
    stage.end();
  });
});

describe('a stream that the server has stitched', () => {
  const STARTS_AT = Date.UTC(2026, 0, 1, 12) + 15_360;

  it.each(['client', 'server'] as const)('is only tracked, and beaconed by the %s', async (beaconedBy) => {
    const ads = [anAd('one'), anAd('two')];
    const stitched = ads.map((ad, n) => ({
      adInstanceId: ad.adInstanceId,
      startsAt: STARTS_AT + n * 5760,
      durationMs: 5760,
    }));
    const stage = setStage({ ads, reply: { stitched, pod: { id: 'p', breakId: 'b', beaconedBy, ads } } });
    await stage.clock.advance(60_000);
    expect(stage.player.commands).toEqual([]);
    expect(stage.views.some(({ ad }) => ad?.position === 2 && ad.count === 2)).toBe(true);
    expect(stage.beacons().filter((beacon) => beacon.endsWith('impression'))).toEqual(
      beaconedBy === 'client' ? ['one/impression', 'two/impression'] : [],
    );
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', strategy: 'serverStitched' });
    stage.end();
  });
});
