import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import { ladderOf } from './ladder.js';
import { solvePod } from './solve-pod.js';

describe('ladderOf', () => {
  const candidates = [
    aCandidate('long', { durationMs: 30_000, value: 50 }),
    aCandidate('red', { value: 20 }),
    aCandidate('blue', { value: 10 }),
    aCandidate('spare', { value: 5 }),
  ];
  const rules = rulesOf({ roomMs: 60_000 });
  const solution = solvePod(candidates, rules, { nodes: 1000 });

  it('is the solution itself at the length that was solved for', () => {
    const [rung] = ladderOf(solution, [], rules, [60_000]);
    expect(rung).toEqual({ durationMs: 60_000, adInstanceIds: ['long', 'red', 'blue'] });
  });

  it('has the best pod of what was fetched for each other length, shortest first', () => {
    const rungs = ladderOf(solution, candidates, rules, [90_000, 15_000, 30_000, 15_000]);
    expect(rungs).toEqual([
      { durationMs: 15_000, adInstanceIds: ['red'] },
      { durationMs: 30_000, adInstanceIds: ['long'] },
      { durationMs: 90_000, adInstanceIds: ['long', 'red', 'blue', 'spare'] },
    ]);
  });

  it('asks for nothing that was not fetched', () => {
    const [rung] = ladderOf(solution, [], rules, [90_000]);
    expect(rung?.adInstanceIds).toEqual(['long', 'red', 'blue']);
  });

  it('has an empty rung where nothing fits', () => {
    expect(ladderOf(solution, candidates, rules, [10_000])).toEqual([{ durationMs: 10_000, adInstanceIds: [] }]);
  });
});
