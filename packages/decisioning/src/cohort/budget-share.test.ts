import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareFor, sliceCohort, sliceOf } from './budget-share.js';

describe('shareFor', () => {
  it('is all of a cohort where there are impressions for all', () => {
    expect(shareFor(2000, 2000)).toBe(1);
    expect(shareFor(1999, 2000)).toBe(0.99);
  });

  it('is as many viewers as they cover, rounded so that it is never overspent', () => {
    expect(shareFor(505, 2000)).toBe(0.25);
    expect(shareFor(0, 2000)).toBe(0);
    expect(shareFor(-5, 2000)).toBe(0);
  });

  it('is all of a cohort that nobody is in', () => {
    expect(shareFor(0, 0)).toBe(1);
  });
});

describe('sliceCohort', () => {
  it('is one decision for all where nothing is scarce', () => {
    expect(sliceCohort([{ lineItemId: 'rich', share: 1 }])).toEqual([{ from: 0, to: 1, withheld: [] }]);
  });

  it('gives each scarce line item its share, one behind the other', () => {
    const slices = sliceCohort([
      { lineItemId: 'a', share: 0.25 },
      { lineItemId: 'b', share: 0.5 },
    ]);
    expect(slices).toEqual([
      { from: 0, to: 0.25, withheld: ['b'] },
      { from: 0.25, to: 0.75, withheld: ['a'] },
      { from: 0.75, to: 1, withheld: ['a', 'b'] },
    ]);
  });

  it('withholds from all what has nothing left', () => {
    expect(sliceCohort([{ lineItemId: 'poor', share: 0 }])).toEqual([{ from: 0, to: 1, withheld: ['poor'] }]);
  });

  it('covers all viewers once, and gives each of at most ten exactly its share', () => {
    const anyShares = fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 14 });
    fc.assert(
      fc.property(anyShares, (hundredths) => {
        const scarce = hundredths.map((hundredth, n) => ({ lineItemId: `l${n}`, share: hundredth / 100 }));
        const slices = sliceCohort(scarce);
        expect(slices[0]?.from).toBe(0);
        expect(slices.at(-1)?.to).toBe(1);
        for (let n = 1; n < slices.length; n += 1) expect(slices[n]?.from).toBe(slices[n - 1]?.to);
        scarce.forEach(({ lineItemId, share }, n) => {
          const mine = slices.filter(({ withheld }) => !withheld.includes(lineItemId));
          const width = mine.reduce((sum, { from, to }) => sum + to - from, 0);
          expect(width).toBeCloseTo(n < 10 ? share : 0, 6);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('sliceOf', () => {
  const slices = sliceCohort([{ lineItemId: 'a', share: 0.3 }]);
  const has = (session: string, brk: string) => sliceOf(slices, session, brk)?.withheld.length === 0;

  it('is the same each time for a viewer and a break, and another draw for another break', () => {
    expect(sliceOf(slices, 'tv-1', 'b')).toBe(sliceOf(slices, 'tv-1', 'b'));
    const draws = Array.from({ length: 100 }, (_, n) => has('tv-1', `b${n}`));
    expect(new Set(draws).size).toBe(2);
  });

  it('gives a line item its share of the viewers: 30 % within three standard deviations', () => {
    const served = Array.from({ length: 20_000 }, (_, n) => has(`tv-${n}`, 'b')).filter(Boolean).length;
    expect(Math.abs(served - 6000)).toBeLessThan(195);
  });
});
