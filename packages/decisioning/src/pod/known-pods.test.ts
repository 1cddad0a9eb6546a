import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import { knownPods } from './known-pods.js';
import type { PodRules } from './pod-candidate.js';
import { solvePod } from './solve-pod.js';

/** The solver, and how often it was asked. */
function counted(looks?: number) {
  const from: string[] = [];
  const limits = { nodes: 1000, ...(looks !== undefined && { looks }) };
  return {
    from,
    solve: knownPods(
      (candidates, rules) => solvePod(candidates, rules, limits),
      (one) => from.push(one),
    ),
  };
}

describe('knownPods', () => {
  const candidates = [aCandidate('a', { value: 20 }), aCandidate('b'), aCandidate('c', { value: 5 })];
  const rules = rulesOf({ roomMs: 30_000 });

  it('gives the pod of the same candidates under the same rules without looking for it again', () => {
    const { solve, from } = counted();
    const first = solve(candidates, rules);
    expect(solve([...candidates], rulesOf({ roomMs: 30_000 }))).toBe(first);
    expect(first.chosen.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(from).toEqual(['solver', 'memory']);
  });

  it('takes a candidate for another one that was made anew, however much it looks like it', () => {
    const { solve, from } = counted();
    solve(candidates, rules);
    solve([...candidates.slice(0, 2), aCandidate('d', { value: 5 })], rules);
    solve([...candidates.slice(0, 2), aCandidate('c', { value: 5 })], rules);
    solve(candidates.slice(0, 2), rules);
    solve(candidates.slice().reverse(), rules);
    expect(from).toEqual(Array(5).fill('solver'));
  });

  it('keeps what differs by limits alone side by side', () => {
    const { solve, from } = counted();
    const tighter = [
      aCandidate('a', { value: 20, limits: [{ key: 'campaign:spring', limit: 1 }] }),
      ...candidates.slice(1),
    ];
    for (const these of [candidates, tighter, candidates, tighter]) solve(these, rules);
    expect(from).toEqual(['solver', 'solver', 'memory', 'memory']);
  });

  it('keeps pods under different rules apart, each rule by itself', () => {
    const others: Partial<PodRules>[] = [
      { roomMs: 15_000 },
      { minMs: 20_000 },
      { maxAds: 1 },
      { minAdMs: 16_000 },
      { maxAdMs: 14_000 },
      { requiredAdMs: [20_000] },
      { requiredAdMs: [] },
      { unfilledCostPerSecond: 1 },
      { separation: { advertiser: 'pod', category: 'none' } },
      { separation: { advertiser: 'none', category: 'pod' } },
      { apartFrom: { advertisers: new Set(['a.example']), categories: new Set() } },
      { apartFrom: { advertisers: new Set(), categories: new Set(['a.example']) } },
      { premium: { first: 2, last: 1 } },
      { premium: { first: 1, last: 2 } },
    ];
    const { solve, from } = counted();
    solve(candidates, rules);
    for (const other of others) solve(candidates, { ...rules, ...other });
    expect(from).toEqual(Array(others.length + 1).fill('solver'));
    const apart = others.find((one) => one.apartFrom);
    expect(solve(candidates, { ...rules, ...apart }).chosen.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(from.at(-1)).toBe('memory');
  });

  it('remembers no pod that the clock cut short', () => {
    const { solve, from } = counted(1);
    expect(solve(candidates, rules).looks).not.toBeNull();
    solve(candidates, rules);
    expect(from).toEqual(['solver', 'solver']);
  });
});
