import type { Explanation } from '@cutaway/model';
import type { PodSolution } from '../pod/pod-candidate.js';
import type { PromisedPod } from './promise-pod.js';

/** Of a solution that comes again (`knownPods`): what is said of fifty candidates is said once. */
const said = new WeakMap<PodSolution, readonly Explanation[]>();

/**
 * What became of each candidate of a pod, and then of `others`, who were none. `details`: what a model said of candidates. The same list
 * for the same solution, where nothing else is to be said.
 */
export function explainFull(
  pod: PromisedPod,
  details: readonly ReadonlyMap<string, string>[],
  others: readonly Explanation[],
): readonly Explanation[] {
  const { solution, chosen, refused } = pod;
  const isAsSolved = refused.length === 0 && chosen.length === solution.chosen.length;
  const hasDetails = details.some(({ size }) => size > 0);
  if (!isAsSolved || hasDetails) return [...explain(pod, details), ...others];
  const known = said.get(solution) ?? explain(pod, details);
  said.set(solution, known);
  return others.length === 0 ? known : [...known, ...others];
}

function explain(
  { solution, chosen, refused }: PromisedPod,
  details: readonly ReadonlyMap<string, string>[],
): readonly Explanation[] {
  const say = (candidateId: string, verdict: string): Explanation => {
    const detail = details.find((one) => one.has(candidateId))?.get(candidateId);
    return detail === undefined ? { candidateId, verdict } : { candidateId, verdict, detail };
  };
  return [
    ...chosen.map(({ candidate: { id } }) => say(id, 'chosen')),
    ...refused,
    ...solution.skipped.map(({ id, reason }) => say(id, reason)),
  ];
}
