import { describe, expect, it } from 'vitest';
import { anAd } from '@cutaway/testkit';
import { setStage } from './stage.js';

describe('ads whose media is more than a second longer or shorter than they say', () => {
  it('are counted down and tracked by their media', async () => {
    const stage = setStage({ ads: [anAd('one', { durationMs: 9000 }), anAd('two', { durationMs: 2000 })] });
    await stage.clock.advance(70_000);
    const left = stage.views.flatMap(({ ad }) => (ad ? [ad.remainingSeconds] : []));
    expect(Math.max(...left)).toBe(12); // two of 5.76 s
    expect(Math.min(...left)).toBeGreaterThanOrEqual(0);
    expect(left.every((seconds, n) => n === 0 || seconds <= (left[n - 1] ?? 0))).toBe(true);

    const sentAt = (beacon: string): number =>
      stage.requests.find(({ request }) => request.url === `https://beacons.example/${beacon}`)?.atMs ?? NaN;
    for (const ad of ['one', 'two']) {
      const after = (event: string): number => sentAt(`${ad}/${event}`) - sentAt(`${ad}/start`);
      expect(Math.abs(after('midpoint') - 2880), `${ad} midpoint`).toBeLessThanOrEqual(250);
      expect(Math.abs(after('complete') - 5760), `${ad} complete`).toBeLessThanOrEqual(350);
    }
    expect(stage.reports[0]?.ads.map(({ outcome }) => outcome)).toEqual(['played', 'played']);
    stage.end();
  });
});
