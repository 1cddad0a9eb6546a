import type { PodSkipReason } from './pod-candidate.js';
import type { PodPick } from './pod-pick.js';
import type { PodItem, PodProblem } from './pod-problem.js';
import type { PodKeys } from './pod-keys.js';

type Skipped = { readonly id: string; readonly reason: PodSkipReason };

/** Why each candidate is not in the pod: the first rule that keeps it out of what is chosen, or that it is worth less. */
export function skipReasons(
  problem: PodProblem,
  chosen: readonly PodItem[],
  keys: PodKeys,
  pick: PodPick,
): readonly Skipped[] {
  pick.start(problem);
  for (const item of chosen) pick.take(item);
  const inPod = new Set(chosen);
  const skipped: Skipped[] = [...problem.refused];
  for (const item of problem.items) {
    if (inPod.has(item)) continue;
    const clash = pick.clashOf(item);
    const isRoom = item.ms <= pick.leftMs && item.ads <= pick.adsLeft;
    const reason = clash !== -1 ? keys.reasonOf(clash) : isRoom ? 'worth-less' : 'no-room';
    skipped.push({ id: item.candidate.id, reason });
  }
  return skipped;
}
