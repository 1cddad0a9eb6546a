import { describe, expect, it } from 'vitest';
import { anAd, anOverlay } from '@cutaway/testkit';
import { setStage } from './stage.js';

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
