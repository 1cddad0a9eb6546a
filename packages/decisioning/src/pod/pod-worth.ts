import { isBumper, type PodCandidate, type PodRules } from './pod-candidate.js';

/** Worths are whole millionths of a CPM inside, so that sums are the same in any order and equal is equal. */
const MICRO = 1_000_000;

/** More than that no ad is worth: prices of small currencies are below it, and what a pod of such ads sums up to is still exact. */
const MOST_CPM = 10_000_000;

/** More than any pod is worth: what makes one fixed ad more count for more than what all of them pay. */
export const FIXED_WORTH = 2 ** 49;

/**
 * One sum for each rank, the most important first: pods are compared by the first in which they differ. What places add and
 * what unfilled time costs is in the last: a sponsor shown last is worth a premium, but not all ads after it.
 */
export type Worth = readonly number[];

/** What is served first: fixed ads, where there are any, then each tier. */
export function ranksOf(candidates: readonly PodCandidate[]): readonly number[] {
  const tiers = new Set<number>();
  for (const candidate of candidates) tiers.add(rankKeyOf(candidate));
  return tiers.size < 2 ? [...tiers] : [...tiers].sort((a, b) => a - b);
}

export const rankKeyOf = ({ fixed, tier }: PodCandidate): number => (fixed === undefined ? tier : -Infinity);

/**
 * What is worth more than `MOST_CPM` counts for as much, and what is no number for nothing: an absurd value of one candidate is no
 * reason to leave the others unsold.
 */
export function microOf({ value }: Pick<PodCandidate, 'value'>): number {
  const micro = Math.round(value * MICRO);
  if (Math.abs(micro) <= MOST_CPM * MICRO) return micro;
  return Number.isNaN(micro) ? 0 : Math.sign(micro) * MOST_CPM * MICRO;
}

/** What the first or last place adds. */
export const extraOf = (micro: number, premium: number): number =>
  premium > 1 && micro > 0 ? Math.round(micro * (premium - 1)) : 0;

/** Of a millisecond that nothing fills. */
export const unfilledMicroPerMs = ({ unfilledCostPerSecond }: PodRules): number =>
  Math.max(0, Math.round((unfilledCostPerSecond * MICRO) / 1000));

export const lengthOf = (pod: readonly PodCandidate[]): number =>
  pod.reduce((sum, { durationMs }) => sum + Math.ceil(durationMs), 0);

/** @param ranks of all candidates that there were */
export function worthOf(pod: readonly PodCandidate[], rules: PodRules, ranks: readonly number[]): Worth {
  const worth = ranks.length === 0 ? [0] : ranks.map(() => 0);
  const ads = pod.filter((candidate) => !isBumper(candidate));
  const add = (candidate: PodCandidate, micro: number) => {
    const rank = ranks.indexOf(rankKeyOf(candidate));
    worth[rank] = (worth[rank] ?? 0) + micro;
  };
  for (const candidate of pod) add(candidate, microOf(candidate) + (candidate.fixed ? FIXED_WORTH : 0));
  const [first, last] = [ads[0], ads[ads.length - 1]];
  const extra =
    (first ? extraOf(microOf(first), rules.premium.first) : 0) +
    (last ? extraOf(microOf(last), rules.premium.last) : 0);
  const unfilledMs = Math.max(0, Math.floor(rules.roomMs) - lengthOf(pod));
  worth[worth.length - 1] = (worth[worth.length - 1] ?? 0) + extra - unfilledMs * unfilledMicroPerMs(rules);
  return worth;
}

/** Above 0: `a` is the better. */
export function compareWorth(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let rank = 0; rank < a.length; rank += 1) {
    const difference = (a[rank] ?? 0) - (b[rank] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** In CPM, all ranks together. */
export function cpmOf(worth: ArrayLike<number>, hasFixed: boolean): number {
  let sum = 0;
  for (let rank = 0; rank < worth.length; rank += 1) sum += worth[rank] ?? 0;
  const fixed = hasFixed ? Math.round((worth[0] ?? 0) / FIXED_WORTH) : 0;
  return (sum - fixed * FIXED_WORTH) / MICRO;
}
