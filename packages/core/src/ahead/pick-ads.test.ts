import type { AdCounts, Alternate, FrequencyRule } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { pickAds } from './pick-ads.js';

const DAY_MS = 86_400_000;
const once = (key: string, windowMs: number | null = DAY_MS): FrequencyRule => ({ key, limit: 1, windowMs });
const counts = (adInstanceId: string, frequency: FrequencyRule[], groups: string[] = []): AdCounts => ({
  ...{ adInstanceId, frequency, groups },
});
const at = (slot: number, name: string, durationMs = 5760): Alternate => ({ slot, ad: anAd(name, { durationMs }) });

function pick(
  more: { counts?: AdCounts[]; alternates?: Alternate[] },
  seen: string[] = [],
  lengthMs: number | null = null,
) {
  const reply = aReply([anAd('a'), anAd('b')], more);
  return pickAds(reply, lengthMs, ({ key }) => seen.filter((one) => one === key).length).map((ad) => ad.adInstanceId);
}

describe('pickAds', () => {
  it('leaves a pod as it is whose ads are all below their limits', () => {
    expect(pick({ alternates: [at(0, 'x')], counts: [counts('a', [once('k')])] })).toEqual(['a', 'b']);
  });

  it('puts the next alternate of its place where an ad is over its limit', () => {
    const alternates = [at(1, 'y'), at(0, 'x1'), at(0, 'x2')];
    expect(pick({ alternates, counts: [counts('a', [once('k')]), counts('x1', [once('k')])] }, ['k'])).toEqual([
      'x2',
      'b',
    ]);
  });

  it('leaves the place out where nothing is left', () => {
    expect(pick({ counts: [counts('a', [once('k')])] }, ['k'])).toEqual(['b']);
    expect(pick({ counts: [counts('a', [once('k')]), counts('b', [once('k')])] }, ['k'])).toEqual([]);
  });

  it('counts what it picked itself: one a break is one in this pod', () => {
    const rule = [once('k', null)];
    const alternates = [at(1, 'y')];
    expect(pick({ alternates, counts: [counts('a', rule), counts('b', rule)] })).toEqual(['a', 'y']);
  });

  it('takes no alternate that competes with another ad of the pod, before it or behind it', () => {
    const alternates = [at(0, 'x1'), at(0, 'x2')];
    const groups = [counts('b', [], ['beer']), counts('x1', [], ['beer', 'cars']), counts('x2', [], ['soap'])];
    expect(pick({ alternates, counts: [counts('a', [once('k')]), ...groups] }, ['k'])).toEqual(['x2', 'b']);
  });

  it('swaps an ad that competes with the one before it', () => {
    const groups = [counts('a', [], ['beer']), counts('b', [], ['beer'])];
    expect(pick({ alternates: [at(1, 'y')], counts: groups })).toEqual(['a', 'y']);
  });

  it('takes an alternate that is longer only where the break has room for it', () => {
    const alternates = [at(0, 'long', 10_000), at(0, 'short', 5000)];
    const over = [counts('a', [once('k')])];
    expect(pick({ alternates, counts: over }, ['k'])).toEqual(['short', 'b']);
    expect(pick({ alternates, counts: over }, ['k'], 16_000)).toEqual(['long', 'b']);
  });
});
