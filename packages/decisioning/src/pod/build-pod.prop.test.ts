import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineItem } from '../catalogue/line-item.js';
import { buildPod } from './build-pod.js';

const anyItems = fc
  .array(
    fc.record({
      durationMs: fc.constantFrom(5000, 6000, 10_000, 15_000, 20_000, 30_000),
      priceCpm: fc.integer({ min: 0, max: 40 }),
      adomain: fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example'),
      universalAdId: fc.constantFrom('X', 'Y', 'Z', null),
    }),
    { maxLength: 8 },
  )
  .map((parts) =>
    parts.map((part, place): LineItem => ({
      ...part,
      id: `item-${place}`,
      title: '',
      advertiser: part.adomain,
      kind: 'linear',
      skipAfterMs: null,
      clickThrough: null,
      mediaFiles: [],
      nonLinear: null,
    })),
  );
const anyBreakMs = fc.integer({ min: 0, max: 90_000 });
const creativeOf = (item: LineItem) => item.universalAdId ?? item.id;
const priceOf = (items: readonly LineItem[]) => items.reduce((sum, item) => sum + item.priceCpm, 0);
const lengthOf = (items: readonly LineItem[]) => items.reduce((sum, item) => sum + item.durationMs, 0);
const areApart = (items: readonly LineItem[]) =>
  new Set(items.map(creativeOf)).size === items.length && new Set(items.map((i) => i.adomain)).size === items.length;

/** Every subset, tried one by one: what the builder must not be worse than. */
function bestByForce(items: readonly LineItem[], roomMs: number): number {
  let best = 0;
  for (let mask = 0; mask < 2 ** items.length; mask += 1) {
    const subset = items.filter((_, place) => mask & (1 << place));
    if (lengthOf(subset) <= roomMs && areApart(subset)) best = Math.max(best, priceOf(subset));
  }
  return best;
}

describe('buildPod (any catalogue)', () => {
  it('fits the break and shows no creative twice', () => {
    fc.assert(
      fc.property(anyItems, anyBreakMs, (items, durationMs) => {
        const pod = buildPod({ kind: 'linear', durationMs }, { items });
        expect(lengthOf(pod)).toBeLessThanOrEqual(durationMs);
        expect(new Set(pod.map(creativeOf)).size).toBe(pod.length);
      }),
    );
  });

  it('earns at least what the best pod of different advertisers earns', () => {
    fc.assert(
      fc.property(anyItems, anyBreakMs, (items, durationMs) => {
        const pod = buildPod({ kind: 'linear', durationMs }, { items });
        expect(priceOf(pod)).toBeGreaterThanOrEqual(bestByForce(items, durationMs));
      }),
    );
  });

  it('does not depend on the order of the catalogue', () => {
    fc.assert(
      fc.property(anyItems, anyBreakMs, (items, durationMs) => {
        const request = { kind: 'linear', durationMs } as const;
        const reversed = { items: [...items].reverse() };
        expect(buildPod(request, reversed)).toEqual(buildPod(request, { items }));
      }),
    );
  });
});
