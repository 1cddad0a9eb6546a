import { checkPod } from '../../packages/decisioning/src/pod/check-pod.js';
import type { PodSolution } from '../../packages/decisioning/src/pod/pod-candidate.js';
import { compareWorth, ranksOf, worthOf } from '../../packages/decisioning/src/pod/pod-worth.js';
import { greedyPod } from './greedy.js';
import { hashOf, type Instance } from './instance.js';
import { fullWorth, gainOf, type Optimum } from './optima.js';

/** How one instance went. */
export interface Trial {
  readonly size: number;
  readonly structure: string;
  readonly kind: string;
  readonly isProven: boolean;
  readonly isOptimal: boolean;
  /** Gains over an empty break, in CPM. */
  readonly gain: number;
  readonly bestGain: number;
  readonly priceGain: number;
  readonly densityGain: number;
  readonly violations: number;
  /** Worse than one of the two greedy pods. */
  readonly isBelowGreedy: boolean;
  readonly nodes: number;
}

/** @throws Error where the instance is not the one that the optimum is of, or a pod is better than a proven optimum */
export function tryInstance(instance: Instance, solution: PodSolution, optimum: Optimum): Trial {
  const { id, candidates, rules, size, structure, kind } = instance;
  if (hashOf(instance) !== optimum.hash) {
    throw new Error(`Cannot compare instance ${id}: it is ${hashOf(instance)}, expected ${optimum.hash} as published`);
  }
  const ranks = ranksOf(candidates);
  const worthIn = (pod: PodSolution['chosen']) => worthOf(pod, rules, ranks);
  const own = worthIn(solution.chosen);
  const toBest = compareWorth(own, fullWorth(optimum));
  if (toBest > 0 && optimum.isProven) {
    throw new Error(`Cannot compare instance ${id}: a pod is worth ${own.join()}, expected no more than the optimum`);
  }
  const greedy = [greedyPod(instance, 'price'), greedyPod(instance, 'density')];
  const [priceGain = 0, densityGain = 0] = greedy.map((pod) => gainOf(pod, instance));
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const best = optimum.pod.flatMap((name) => byId.get(name) ?? []);
  return {
    size,
    structure,
    kind,
    isProven: solution.isProven,
    isOptimal: toBest >= 0,
    gain: gainOf(solution.chosen, instance),
    bestGain: gainOf(best, instance),
    priceGain,
    densityGain,
    violations: checkPod(solution.chosen, rules).length,
    isBelowGreedy: greedy.some((pod) => compareWorth(worthIn(pod), own) > 0),
    nodes: solution.nodes,
  };
}
