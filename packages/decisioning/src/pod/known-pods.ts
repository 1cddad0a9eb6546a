import { RecentMap } from '../beacons/recent-map.js';
import type { PodCandidate, PodRules, PodSolution } from './pod-candidate.js';

/** Finds the best pod of candidates under rules. */
export type SolvePod = (candidates: readonly PodCandidate[], rules: PodRules) => PodSolution;

/** Told of each pod where it came from. */
type OnPod = (from: 'solver' | 'memory') => void;

interface Known {
  readonly candidates: readonly PodCandidate[];
  readonly solution: PodSolution;
}

/** Problems that are remembered, of some ten kilobytes each where no two share a candidate. */
const MOST = 1024;

/**
 * A solver that remembers. Of a break of millions most viewers have seen none of its ads, so the same candidates stand before the same
 * rules again and again, and the same problem has the same pod. "The same" are the very candidates, in the same order: whoever makes
 * them gives the same ones out for as long as nothing about them changes. A pod that the clock cut short is not remembered.
 */
export function knownPods(solve: SolvePod, onPod: OnPod = () => undefined): SolvePod {
  const known = new RecentMap<Known>(MOST);
  return (candidates, rules) => {
    const name = nameOf(candidates, rules);
    const found = known.get(name);
    if (found !== undefined && isSame(found.candidates, candidates)) {
      onPod('memory');
      return found.solution;
    }
    onPod('solver');
    const solution = solve(candidates, rules);
    if (solution.looks === null) known.set(name, { candidates, solution });
    return solution;
  };
}

/** Rules whole, and candidates by a sum: others seldom share it, and are told apart by themselves. */
function nameOf(candidates: readonly PodCandidate[], rules: PodRules): string {
  let sum = candidates.length;
  for (const { value, durationMs, limits } of candidates) {
    sum = (sum * 31 + value * 1024 + durationMs) % 2_147_483_647;
    for (const { limit } of limits) sum = (sum * 7 + limit) % 2_147_483_647;
  }
  return `${sum} ${rulesName(rules)}`;
}

function rulesName(rules: PodRules): string {
  const { roomMs, minMs, maxAds, minAdMs, maxAdMs, requiredAdMs, unfilledCostPerSecond, separation, premium } = rules;
  const { advertisers, categories } = rules.apartFrom;
  const apart = advertisers.size + categories.size > 0 ? JSON.stringify([[...advertisers], [...categories]]) : '';
  return `${roomMs} ${minMs} ${maxAds} ${minAdMs} ${maxAdMs} ${JSON.stringify(requiredAdMs)} ${unfilledCostPerSecond} ${separation.advertiser} ${separation.category} ${premium.first} ${premium.last} ${apart}`;
}

function isSame(some: readonly PodCandidate[], others: readonly PodCandidate[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at += 1) if (some[at] !== others[at]) return false;
  return true;
}
