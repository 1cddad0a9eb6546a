import { reasonToRefuse } from './hard-filters.js';
import { isBumper, MAX_POD_ADS, type PodCandidate, type PodRules, type PodSolution } from './pod-candidate.js';

/** What of a pod is still to be sold, in the words of OpenRTB 2.6 §3.2.7. */
export interface RoomLeft {
  /** Milliseconds. OpenRTB counts `poddur` in whole seconds: round down. */
  readonly poddurMs: number;
  /** Ads at most: 0 where not even the shortest that is allowed fits. */
  readonly maxseq: number;
  /** Places that no fixed ad has, from 1: all of which `maxseq` ads can have. */
  readonly freeSlots: readonly number[];
  /** Whether `slotinpod` 1 and -1 can be promised. */
  readonly isFirstFree: boolean;
  readonly isLastFree: boolean;
}

/** What remains of a break when what is chosen stays: solve with the fixed ads alone, ask bidders for the rest, then solve all. */
export function roomLeft({ chosen }: Pick<PodSolution, 'chosen'>, rules: PodRules): RoomLeft {
  const ads = chosen.filter((candidate) => !isBumper(candidate));
  const places = Math.min(rules.maxAds, MAX_POD_ADS);
  const usedMs = chosen.reduce((sum, { durationMs }) => sum + Math.ceil(durationMs), 0);
  const poddurMs = Math.max(0, rules.roomMs - usedMs);
  const shortestMs = Math.max(
    1,
    rules.minAdMs,
    ...(rules.requiredAdMs === null ? [] : [Math.min(...rules.requiredAdMs)]),
  );
  const taken = new Set(ads.map(({ fixed }) => fixed?.slot ?? null));
  const freeSlots = Array.from({ length: places }, (_none, at) => at + 1).filter((place) => !taken.has(place));
  return {
    poddurMs,
    maxseq: Math.max(0, Math.min(places - ads.length, Math.floor(poddurMs / shortestMs))),
    freeSlots,
    isFirstFree: !taken.has(1) && !ads.some(({ position }) => position === 'first'),
    isLastFree: !taken.has(places) && !ads.some(({ position }) => position === 'last'),
  };
}

/**
 * The bumpers that will be around ads which are still to be bought: with none to stand beside, no pod that is solved has them. None where
 * they would take more of the break than they leave.
 */
export function bumpersAround(candidates: readonly PodCandidate[], rules: PodRules): readonly PodCandidate[] {
  const ends = (['bumper-in', 'bumper-out'] as const).flatMap((end) => {
    const [first] = candidates
      .filter((one) => one.position === end && reasonToRefuse(one, rules) === null)
      .sort((a, b) => a.tier - b.tier || b.value - a.value || (a.id < b.id ? -1 : 1));
    return first === undefined ? [] : [first];
  });
  const lengthMs = ends.reduce((sum, { durationMs }) => sum + Math.ceil(durationMs), 0);
  return lengthMs * 2 > rules.roomMs ? [] : ends;
}
