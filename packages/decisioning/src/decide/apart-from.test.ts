import { describe, expect, it } from 'vitest';
import { nextApartFrom } from './apart-from.js';
import { NO_NEIGHBOURS } from './pod-rules.js';
import type { StreamAd } from './stream-memory.js';

const ad = (advertiser: string, category = `of ${advertiser}`): StreamAd => ({
  ...{ advertisers: [advertiser], categories: [category], keys: [] },
});
/** A stream that had these advertisers, of a publisher that keeps advertisers apart. */
const had = (...advertisers: string[]) => ({ advertisers: new Set(advertisers), categories: new Set<string>() });

describe('nextApartFrom', () => {
  it('leaves a pod as it is that has nothing which the stream had', () => {
    expect(nextApartFrom([ad('a')], null, had('x'), 0)).toBeNull();
    expect(nextApartFrom([ad('a')], null, NO_NEIGHBOURS, 0)).toBeNull();
  });

  it('names what is in the way, not all that the stream had: others of the cohort share what comes of it', () => {
    expect(nextApartFrom([ad('b'), ad('a'), ad('c')], null, had('a', 'b', 'x', 'y'), 0)).toEqual({
      ...{ advertisers: ['a', 'b'], categories: [] },
    });
  });

  it('keeps what was in the way before', () => {
    const before = { advertisers: ['b'], categories: [] };
    expect(nextApartFrom([ad('a')], before, had('a', 'b'), 1)?.advertisers).toEqual(['a', 'b']);
  });

  it('looks at categories as well', () => {
    const neighbours = { advertisers: new Set<string>(), categories: new Set(['cars']) };
    expect(nextApartFrom([ad('a', 'cars')], null, neighbours, 0)).toEqual({ advertisers: [], categories: ['cars'] });
  });

  it('names all that the stream had where one pod after the other is in the way', () => {
    expect(
      nextApartFrom([ad('d')], { advertisers: ['a'], categories: [] }, had('a', 'd', 'z'), 3)?.advertisers,
    ).toEqual(['a', 'd', 'z']);
  });

  it('lets a bumper be, which is in the pod whoever is to be left out', () => {
    expect(nextApartFrom([ad('a')], { advertisers: ['a'], categories: [] }, had('a'), 1)).toBeNull();
  });
});
