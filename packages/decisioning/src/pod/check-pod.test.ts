import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import { checkPod } from './check-pod.js';

const [a, b, c] = [aCandidate('a'), aCandidate('b'), aCandidate('c')];
const rulesBroken = (...args: Parameters<typeof checkPod>) => checkPod(...args).map(({ rule }) => rule);

describe('checkPod', () => {
  it('finds nothing wrong with an empty pod, whatever the minimum', () => {
    expect(checkPod([], rulesOf({ minMs: 30_000 }))).toEqual([]);
  });

  it('finds pods too long, too short and too many', () => {
    expect(rulesBroken([a, b, c], rulesOf({ roomMs: 44_999 }))).toEqual(['room']);
    expect(rulesBroken([a], rulesOf({ minMs: 15_001 }))).toEqual(['minimum']);
    expect(rulesBroken([a, b, c], rulesOf({ maxAds: 2 }))).toEqual(['ads']);
  });

  it('finds ads that no pod may have', () => {
    expect(rulesBroken([a], rulesOf({ minAdMs: 15_001 }))).toEqual(['ad']);
    expect(rulesBroken([a], rulesOf({ maxAdMs: 14_999 }))).toEqual(['ad']);
    expect(rulesBroken([a], rulesOf({ requiredAdMs: [30_000] }))).toEqual(['ad']);
    const apartFrom = { advertisers: new Set(['a.example']), categories: new Set<string>() };
    expect(checkPod([a, b], rulesOf({ apartFrom }))).toEqual([{ rule: 'ad', ids: ['a'] }]);
  });

  it('finds a film under any of its names, and one ad twice', () => {
    const same = aCandidate('d', { films: ['d', 'hash-1'] });
    expect(checkPod([aCandidate('e', { films: ['hash-1'] }), same], rulesOf())).toEqual([
      { rule: 'film', ids: ['e', 'd'] },
    ]);
    expect(rulesBroken([a, a], rulesOf())).toEqual(['film']);
  });

  it('finds competitors in one pod, or side by side only', () => {
    const [x, y] = ['x', 'y'].map((id) => aCandidate(id, { categories: ['cars'] }));
    const scoped = (category: 'none' | 'adjacent' | 'pod') => rulesOf({ separation: { advertiser: 'none', category } });
    expect(
      rulesBroken(
        [x, a, y].flatMap((ad) => ad ?? []),
        scoped('pod'),
      ),
    ).toEqual(['category']);
    expect(
      rulesBroken(
        [x, a, y].flatMap((ad) => ad ?? []),
        scoped('adjacent'),
      ),
    ).toEqual([]);
    expect(
      rulesBroken(
        [a, x, y].flatMap((ad) => ad ?? []),
        scoped('adjacent'),
      ),
    ).toEqual(['category']);
    expect(
      rulesBroken(
        [a, x, y].flatMap((ad) => ad ?? []),
        scoped('none'),
      ),
    ).toEqual([]);
  });

  it('takes the stricter of two limits of one key', () => {
    const once = aCandidate('once', { limits: [{ key: 'k', limit: 1 }] });
    const twice = aCandidate('twice', { limits: [{ key: 'k', limit: 2 }] });
    expect(checkPod([once, twice], rulesOf())).toEqual([{ rule: 'limit', ids: ['once', 'twice'] }]);
  });

  it('finds ads and bumpers that are not where they must be', () => {
    expect(rulesBroken([a, aCandidate('first', { position: 'first' })], rulesOf())).toEqual(['position']);
    expect(rulesBroken([aCandidate('last', { position: 'last' }), a], rulesOf())).toEqual(['position']);
    const opening = aCandidate('in', { position: 'bumper-in' });
    expect(rulesBroken([opening, aCandidate('first', { position: 'first' })], rulesOf())).toEqual([]);
    expect(rulesBroken([a, opening], rulesOf())).toEqual(['bumper']);
    expect(rulesBroken([opening], rulesOf())).toEqual(['bumper']);
  });

  it('lets bumpers be of any length and of any advertiser', () => {
    const bumper = aCandidate('in', { position: 'bumper-in', durationMs: 3000, advertisers: ['a.example'] });
    const rules = rulesOf({ maxAds: 1, minAdMs: 10_000, separation: { advertiser: 'pod', category: 'pod' } });
    expect(checkPod([bumper, a], rules)).toEqual([]);
  });

  it('keeps fixed ads in their places, of which those that nobody fills collapse', () => {
    const third = aCandidate('third', { fixed: { slot: 3 } });
    const rules = rulesOf({ maxAds: 3 });
    expect(checkPod([third], rules)).toEqual([]);
    expect(checkPod([a, b, third], rules)).toEqual([]);
    expect(rulesBroken([third, a], rules)).toEqual(['slot']);
    expect(rulesBroken([a, aCandidate('first', { fixed: { slot: 1 } })], rules)).toEqual(['slot']);
  });
});
