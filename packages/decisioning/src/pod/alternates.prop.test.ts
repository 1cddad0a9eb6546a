import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCandidates, anyRules } from './a-pod.builder.js';
import { alternatesFor } from './alternates.js';
import { checkPod } from './check-pod.js';
import { solvePod } from './solve-pod.js';

describe('alternatesFor (any candidates, any rules)', () => {
  it('keeps every rule whichever places are swapped, and for whichever of their stand-ins', () => {
    let swaps = 0;
    fc.assert(
      fc.property(anyCandidates(20), anyRules, fc.infiniteStream(fc.nat()), (candidates, rules, picks) => {
        const { chosen } = solvePod(candidates, rules, { nodes: 10_000 });
        const slots = alternatesFor(chosen, candidates, rules, 3);
        expect(slots.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id));
        for (let time = 0; time < 10; time += 1) {
          const swapped = chosen.map((ad, place) => {
            const options = [ad, ...(slots[place]?.alternates ?? [])];
            return options[(picks.next().value ?? 0) % options.length] ?? ad;
          });
          swaps += swapped.filter((ad, place) => ad !== chosen[place]).length;
          expect(checkPod(swapped, rules)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    expect(swaps).toBeGreaterThan(100);
  });
});
