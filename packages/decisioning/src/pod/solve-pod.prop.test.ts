import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCandidates, anyRules, bestByForce } from './a-pod.builder.js';
import { checkPod } from './check-pod.js';
import { ranksOf, worthOf } from './pod-worth.js';
import { solvePod } from './solve-pod.js';

const WHOLE = { nodes: 1_000_000 };

describe('solvePod (any candidates, any rules)', () => {
  it('is worth what the best of all ordered subsets is worth, tier by tier, and says so', () => {
    fc.assert(
      fc.property(anyCandidates(5), anyRules, (candidates, rules) => {
        const solution = solvePod(candidates, rules, WHOLE);
        const best = bestByForce(candidates, rules);
        expect(worthOf(solution.chosen, rules, ranksOf(candidates))).toEqual(best.worth);
        expect(solution).toMatchObject({ isProven: true, gap: 0, bound: solution.value });
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });

  it('keeps every rule, however early it must stop, and its bound holds', () => {
    fc.assert(
      fc.property(anyCandidates(16), anyRules, fc.integer({ min: 0, max: 12 }), (candidates, rules, nodes) => {
        const hasty = solvePod(candidates, rules, { nodes });
        expect(checkPod(hasty.chosen, rules)).toEqual([]);
        const whole = solvePod(candidates, rules, WHOLE);
        expect(checkPod(whole.chosen, rules)).toEqual([]);
        expect(hasty.bound).toBeGreaterThanOrEqual(whole.value - 1e-6);
        if (hasty.isProven) expect(hasty.value).toBe(whole.value);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });

  it('comes to the same pod once more where the clock had cut in', () => {
    fc.assert(
      fc.property(anyCandidates(16), anyRules, fc.integer({ min: 0, max: 12 }), (candidates, rules, deadlineMs) => {
        let now = 0;
        const hasty = solvePod(candidates, rules, { ...WHOLE, deadlineMs, nowMs: () => (now += 1) });
        expect(checkPod(hasty.chosen, rules)).toEqual([]);
        const again = solvePod(candidates, rules, { ...WHOLE, ...(hasty.looks !== null && { looks: hasty.looks }) });
        expect(again).toEqual(hasty);
        expect(hasty.bound).toBeGreaterThanOrEqual(solvePod(candidates, rules, WHOLE).value - 1e-6);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });

  it('gives the same pod whatever order the candidates come in', () => {
    fc.assert(
      fc.property(anyCandidates(12), anyRules, (candidates, rules) => {
        const reversed = solvePod([...candidates].reverse(), rules, WHOLE);
        expect(reversed.chosen).toEqual(solvePod(candidates, rules, WHOLE).chosen);
      }),
    );
  });

  it('says of each candidate that it is chosen or why not', () => {
    fc.assert(
      fc.property(anyCandidates(12), anyRules, (candidates, rules) => {
        const { chosen, skipped } = solvePod(candidates, rules, WHOLE);
        const told = [...chosen, ...skipped].map(({ id }) => id).sort();
        expect(told).toEqual(candidates.map(({ id }) => id).sort());
      }),
    );
  });
});
