import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import { alternatesFor } from './alternates.js';

const idsFor = (...args: Parameters<typeof alternatesFor>) =>
  Object.fromEntries(alternatesFor(...args).map(({ id, alternates }) => [id, alternates.map((one) => one.id)]));

describe('alternatesFor', () => {
  const chosen = [aCandidate('one'), aCandidate('two')];

  it('gives each place one stand-in before any has a second, the dearest first', () => {
    const spare = [aCandidate('c', { value: 3 }), aCandidate('a', { value: 5 }), aCandidate('b', { value: 4 })];
    expect(idsFor(chosen, [...chosen, ...spare], rulesOf())).toEqual({ one: ['a', 'c'], two: ['b'] });
  });

  it('puts a lower tier behind a higher one, whatever it pays', () => {
    const spare = [aCandidate('house', { tier: 3, value: 99 }), aCandidate('sponsor', { value: 1 })];
    expect(idsFor(chosen.slice(0, 1), spare, rulesOf())).toEqual({ one: ['sponsor', 'house'] });
  });

  it('lets an advertiser stand in for one place only where it may be in a pod once', () => {
    const spare = ['a', 'b'].map((id) => aCandidate(id, { advertisers: ['cola.example'] }));
    const rules = rulesOf({ separation: { advertiser: 'pod', category: 'none' } });
    expect(idsFor(chosen, spare, rules)).toEqual({ one: ['a', 'b'], two: [] });
  });

  it('takes none that is longer, and none so short that the pod could miss its minimum', () => {
    const spare = [aCandidate('long', { durationMs: 15_001 }), aCandidate('short', { durationMs: 10_000 })];
    expect(idsFor(chosen, spare, rulesOf({ minMs: 26_000 }))).toEqual({ one: [], two: [] });
    expect(idsFor(chosen, spare, rulesOf({ minMs: 25_000 }))).toEqual({ one: ['short'], two: [] });
  });

  it('takes as many as asked for', () => {
    const spare = Array.from({ length: 9 }, (_none, at) => aCandidate(`spare-${at}`));
    const slots = alternatesFor(chosen, spare, rulesOf(), 3);
    expect(slots.map(({ alternates }) => alternates.length)).toEqual([3, 3]);
  });
});
