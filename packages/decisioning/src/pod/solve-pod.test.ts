import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import type { PodCandidate, PodRules } from './pod-candidate.js';
import { solvePod } from './solve-pod.js';

const solve = (candidates: readonly PodCandidate[], rules: Partial<PodRules> = {}) =>
  solvePod(candidates, rulesOf(rules), { nodes: 100_000 });
const podOf = (...args: Parameters<typeof solve>) => solve(...args).chosen.map(({ id }) => id);
const reasonsOf = (...args: Parameters<typeof solve>) =>
  Object.fromEntries(solve(...args).skipped.map(({ id, reason }) => [id, reason]));

describe('solvePod', () => {
  it('takes the dearest pod, not the dearest ad, and proves it', () => {
    const long = aCandidate('long', { durationMs: 30_000, value: 10 });
    const [one, two] = [aCandidate('one', { value: 7 }), aCandidate('two', { value: 6 })];
    const solution = solve([long, one, two], { roomMs: 30_000 });
    expect(solution).toMatchObject({ chosen: [one, two], value: 13, bound: 13, gap: 0, isProven: true });
  });

  it('counts what is worth more than anything can be as the most, and what is no number as nothing', () => {
    const of = (id: string, value: number) => aCandidate(id, { value });
    const absurd = [of('infinite', Infinity), of('in micros', 5e12), of('no number', NaN), of('sound', 7)];
    expect(podOf(absurd, { roomMs: 45_000 })).toEqual(['in micros', 'infinite', 'sound']);
    expect(solve(absurd, { roomMs: 45_000 })).toMatchObject({ value: 20_000_007, isProven: true });
  });

  it('tells prices of a small currency apart, however many of them there are in a pod', () => {
    const dear = Array.from({ length: 14 }, (_, n) =>
      aCandidate(`r${n}`, { value: 9_000_000 + n / 1000, durationMs: 5_000 }),
    );
    const solution = solve(dear);
    expect(solution.chosen.map(({ id }) => id).sort()).toEqual(
      dear
        .slice(2)
        .map(({ id }) => id)
        .sort(),
    );
    expect(solution).toMatchObject({ value: 108_000_000.09, isProven: true });
  });

  it('asks of the length as which an ad is sold whether it is allowed, and of its own whether it fits', () => {
    const near = (id: string, durationMs: number) => aCandidate(id, { durationMs, soldMs: 30_000 });
    const rules = { requiredAdMs: [30_000], maxAdMs: 30_000, roomMs: 60_000 };
    expect(podOf([near('a', 29_970), near('b', 29_970)], rules)).toEqual(['a', 'b']);
    expect(podOf([near('a', 30_200), near('b', 30_200)], rules)).toEqual(['a']);
    expect(reasonsOf([aCandidate('c', { durationMs: 29_970 })], rules)).toEqual({ c: 'length-not-wanted' });
  });

  it('never gives the time of a higher tier to a lower one, however much that pays', () => {
    const sponsor = aCandidate('sponsor', { tier: 0, value: 1, durationMs: 30_000 });
    const rich = aCandidate('rich', { tier: 2, value: 900, durationMs: 30_000 });
    expect(podOf([rich, sponsor], { roomMs: 30_000 })).toEqual(['sponsor']);
    expect(podOf([rich, sponsor], { roomMs: 60_000 })).toEqual(['rich', 'sponsor']);
  });

  it('serves fixed ads before all tiers, in their places, and sells the rest (hybrid pods)', () => {
    const sold = [1, 3].map((slot) => aCandidate(`sold-${slot}`, { value: 1, tier: 1, fixed: { slot } }));
    const others = ['a', 'b'].map((id) => aCandidate(id, { value: 50 }));
    expect(podOf([...others, ...sold], { maxAds: 3 })).toEqual(['sold-1', 'a', 'sold-3']);
    expect(podOf(sold, { maxAds: 3 })).toEqual(['sold-1', 'sold-3']);
  });

  it('lets as many fixed ads in as can be where not all of them can', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((id) => aCandidate(id, { fixed: { slot: null } }));
    const dear = aCandidate('dear', { fixed: { slot: null }, durationMs: 30_000, value: 500 });
    expect(
      podOf(
        [dear, x, y, z].flatMap((ad) => ad ?? []),
        { roomMs: 45_000 },
      ),
    ).toEqual(['x', 'y', 'z']);
  });

  it('finds an order that keeps competitors apart, or a set that has one', () => {
    const cars = ['c1', 'c2', 'c3'].map((id) => aCandidate(id, { value: 20, categories: ['cars'] }));
    const separation = { advertiser: 'none', category: 'adjacent' } as const;
    expect(podOf([...cars, aCandidate('tea', { value: 1 })], { roomMs: 45_000, separation })).toEqual([
      'c1',
      'tea',
      'c2',
    ]);
    expect(podOf(cars, { roomMs: 45_000, separation })).toEqual(['c1']);
  });

  it('puts where it counts the ad to which the place is worth most', () => {
    const [one, two, three] = [10, 30, 20].map((value, at) => aCandidate(`ad-${at}`, { value }));
    const premium = { first: 1.1, last: 1.5 };
    const solution = solve(
      [one, two, three].flatMap((ad) => ad ?? []),
      { premium },
    );
    expect(solution.chosen.map(({ value }) => value)).toEqual([20, 10, 30]);
    expect(solution.value).toBe(20 * 1.1 + 10 + 30 * 1.5);
  });

  it('opens and closes with bumpers, which are no ads and no pod by themselves', () => {
    const bumpers = (['bumper-in', 'bumper-out'] as const).map((position) =>
      aCandidate(position, { position, durationMs: 5000, value: 0.1 }),
    );
    expect(podOf([...bumpers, aCandidate('ad')], { maxAds: 1 })).toEqual(['bumper-in', 'ad', 'bumper-out']);
    expect(podOf(bumpers)).toEqual([]);
  });

  it('fills the break to the millisecond where an unfilled second costs more than the dearer ad brings', () => {
    const dear = aCandidate('dear', { durationMs: 20_000, value: 30 });
    const [x, y] = ['x', 'y'].map((id) => aCandidate(id, { value: 12 }));
    const candidates = [dear, x, y].flatMap((ad) => ad ?? []);
    expect(podOf(candidates, { roomMs: 30_000 })).toEqual(['dear']);
    expect(podOf(candidates, { roomMs: 30_000, unfilledCostPerSecond: 1 })).toEqual(['x', 'y']);
  });

  it('gives an empty pod rather than one below the minimum', () => {
    const solution = solve([aCandidate('one')], { minMs: 30_000 });
    expect(solution).toMatchObject({ chosen: [], value: 0, isProven: true });
  });

  it('tells of each ad that is not in it why', () => {
    const chosen = aCandidate('chosen', {
      value: 90,
      durationMs: 40_000,
      categories: ['cars'],
      films: ['film'],
      position: 'first',
      limits: [{ key: 'campaign', limit: 1 }],
    });
    const others = [
      aCandidate('brief', { durationMs: 5000 }),
      aCandidate('odd', { durationMs: 11_000 }),
      aCandidate('endless', { durationMs: 90_000 }),
      aCandidate('same-film', { films: ['other', 'film'] }),
      aCandidate('rival', { categories: ['cars'] }),
      aCandidate('sibling', { advertisers: chosen.advertisers }),
      aCandidate('campaign', { limits: [{ key: 'campaign', limit: 1 }] }),
      aCandidate('opener', { position: 'first' }),
      aCandidate('outside', { categories: ['beer'] }),
      aCandidate('big', { durationMs: 30_000 }),
      aCandidate('worthless', { value: -1 }),
    ];
    const rules = {
      minAdMs: 6000,
      requiredAdMs: [15_000, 30_000, 40_000],
      separation: { advertiser: 'pod', category: 'pod' },
      apartFrom: { advertisers: new Set<string>(), categories: new Set(['beer']) },
    } as const;
    expect(reasonsOf([chosen, ...others], rules)).toEqual({
      brief: 'too-short',
      odd: 'length-not-wanted',
      endless: 'longer-than-break',
      'same-film': 'same-film',
      rival: 'category-apart',
      sibling: 'advertiser-apart',
      campaign: 'limit-reached',
      opener: 'position-taken',
      outside: 'category-apart',
      big: 'no-room',
      worthless: 'worth-less',
    });
  });

  it('stops when the clock says so, with a pod at hand and an honest bound', () => {
    const candidates = Array.from({ length: 60 }, (_none, at) =>
      aCandidate(`ad-${at}`, { value: 10 + at, durationMs: 7000 + at * 311 }),
    );
    let looks = 0;
    const nowMs = () => (looks += 1);
    const hasty = solvePod(candidates, rulesOf(), { nodes: 1e9, deadlineMs: 1, nowMs });
    expect(hasty).toMatchObject({ isProven: false, nodes: 0 });
    expect(hasty.value).toBeGreaterThan(0);
    expect(hasty.bound).toBeGreaterThanOrEqual(solve(candidates).value);
    expect(looks).toBeLessThan(10); // nothing that takes long is begun any more
  });
});
