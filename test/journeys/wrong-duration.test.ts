import { describe, expect, it } from 'vitest';
import { anAd } from '@cutaway/testkit';
import { setStage } from './stage.js';

describe.each(['stitch', 'secondElement', 'reattach'] as const)(
  'with %s, ads whose media is more than a second longer or shorter than they say',
  (strategy) => {
    it('are counted down and tracked by their media', async () => {
      const stage = setStage({
        session: { strategy },
        ads: [anAd('one', { durationMs: 9000 }), anAd('two', { durationMs: 2000 })],
      });
      await stage.clock.advance(70_000);
      const left = (ad: string): readonly number[] =>
        stage.views.flatMap((view) => (view.ad?.adInstanceId === ad ? [view.ad.remainingSeconds] : []));
      // Of an ad to come that is not in the stitch nobody knows more than it says.
      expect(Math.max(...left('one'))).toBe(strategy === 'stitch' ? 12 : 8);
      expect(Math.max(...left('two'))).toBe(6);
      for (const ad of ['one', 'two']) {
        expect(Math.min(...left(ad))).toBeGreaterThanOrEqual(0);
        expect(left(ad).every((seconds, n) => n === 0 || seconds <= (left(ad)[n - 1] ?? 0))).toBe(true);
      }

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
  },
);
