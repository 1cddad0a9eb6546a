import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

const SEGMENT_MS = 1920;
const shownMs = (shown: readonly { readonly what: string; readonly ms: number }[]): number =>
  shown.filter(({ what }) => what !== 'content').reduce((sum, { ms }) => sum + ms, 0);

describe.each(['stitch', 'secondElement'] as const)('a live break whose length changes, with %s', (strategy) => {
  it('is extended: the ad on the screen goes on, and none begins anew (R74)', async () => {
    const stage = setStage({
      session: { strategy },
      ads: [anAd('one'), anAd('two'), anAd('three')],
      channel: { podMs: 11_520, breakFaults: { 'break-0': { extendByMs: 5760 } } },
    });
    await stage.clock.advance(60_000);
    const ads = stage.shown().map(({ what }) => what);
    expect(ads.slice(0, 3)).toEqual(['content', 'one', 'two']);
    expect(new Set(ads.filter((what) => what !== 'content')).size).toBe(
      ads.filter((what) => what !== 'content').length,
    );
    expect(stage.beacons().filter((beacon) => beacon === 'one/start' || beacon === 'two/start')).toHaveLength(2);
    expect(stage.player.faults).toEqual([]);
    stage.end();
  });

  it('is shorter than its pod, which is cut at a boundary; the latency stays (R76)', async () => {
    const stage = setStage({
      session: { strategy },
      ads: [anAd('one'), anAd('two'), anAd('three')],
      channel: { podMs: 11_520 },
    });
    await stage.clock.advance(60_000);
    expect(shownMs(stage.shown())).toBeLessThanOrEqual(11_520 + SEGMENT_MS);
    const [report] = stage.reports;
    expect(Math.abs((report?.latencyAfterMs ?? 0) - (report?.latencyBeforeMs ?? 1e9))).toBeLessThanOrEqual(SEGMENT_MS);
    stage.end();
  });

  it('is cancelled while it plays: content is back before the pod is over, and the ad is not completed (R77)', async () => {
    // Told eight seconds into the break.
    const stage = setStage({
      session: { strategy },
      channel: { breakFaults: { 'break-0': { cancelAfterMs: 19_200 } } },
    });
    await stage.clock.advance(60_000);
    expect(shownMs(stage.shown())).toBeGreaterThan(0);
    expect(shownMs(stage.shown())).toBeLessThan(11_520);
    expect(stage.shown().slice(-1)[0]?.what).toBe('content');
    expect(stage.beacons()).not.toContain('two/complete');
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });
});
