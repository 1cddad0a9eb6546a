import type { LadderRung } from '@cutaway/model';
import type { PodCandidate, PodLimits, PodRules, PodSolution } from './pod-candidate.js';
import { solvePod } from './solve-pod.js';

/** What one rung may cost: it chooses among a few dozen. */
const RUNG: PodLimits = { nodes: 5000 };

/**
 * The best pods for other lengths of the same break, out of what is fetched in any case: the ads chosen and their alternates.
 * A break that turns out shorter or longer plays its rung and asks nothing. Each rung keeps the rules, `roomMs` being its length
 * and `minMs` no more than that; the rung of the length that was solved for is the solution itself. A length at which no ad fits has
 * an empty rung. Shortest first, each length once.
 */
export function ladderOf(
  solution: Pick<PodSolution, 'chosen'>,
  alternates: readonly PodCandidate[],
  rules: PodRules,
  durationsMs: readonly number[],
  limits: PodLimits = RUNG,
): readonly LadderRung[] {
  const chosenIds = new Set(solution.chosen.map(({ id }) => id));
  const fetched = [...solution.chosen, ...alternates.filter(({ id }) => !chosenIds.has(id))];
  return [...new Set(durationsMs)]
    .sort((a, b) => a - b)
    .map((durationMs) => {
      const ofLength = { ...rules, roomMs: durationMs, minMs: Math.min(rules.minMs, durationMs) };
      const { chosen } = durationMs === rules.roomMs ? solution : solvePod(fetched, ofLength, limits);
      return { durationMs, adInstanceIds: chosen.map(({ id }) => id) };
    });
}
