import { isBumper, type PodCandidate, type PodRules, type PodSkipReason } from './pod-candidate.js';
import type { PodItem, PodProblem } from './pod-problem.js';

type Skipped = { readonly id: string; readonly reason: PodSkipReason };

/** Why each candidate is not in the pod: the first rule that keeps it out of what is chosen, or that it is worth less. */
export function skipReasons(problem: PodProblem, chosen: readonly PodItem[]): readonly Skipped[] {
  const inPod = new Set(chosen);
  const skipped: Skipped[] = [...problem.refused];
  const leftMs = chosen.reduce((left, { ms }) => left - ms, problem.rules.roomMs);
  const adsLeft = chosen.reduce((left, { ads }) => left - ads, problem.maxAds);
  for (const item of problem.items) {
    if (inPod.has(item)) continue;
    const isRoom = item.ms <= leftMs && item.ads <= adsLeft;
    const reason = clashOf(item.candidate, chosen, problem.rules) ?? (isRoom ? 'worth-less' : 'no-room');
    skipped.push({ id: item.candidate.id, reason });
  }
  return skipped;
}

function clashOf(one: PodCandidate, chosen: readonly PodItem[], { separation }: PodRules): PodSkipReason | null {
  const isIn = (isClash: (other: PodCandidate) => boolean) => chosen.some(({ candidate }) => isClash(candidate));
  const isApart = (scope: 'none' | 'adjacent' | 'pod', namesOf: (of: PodCandidate) => readonly string[]) =>
    scope === 'pod' && !isBumper(one) && isIn((other) => !isBumper(other) && share(namesOf(one), namesOf(other)));
  if (isIn(({ films }) => share(films, one.films))) return 'same-film';
  if (isIn((other) => hasPlaceOf(one, other))) return 'position-taken';
  if (isApart(separation.advertiser, ({ advertisers }) => advertisers)) return 'advertiser-apart';
  if (isApart(separation.category, ({ categories }) => categories)) return 'category-apart';
  return isLimitReached(one, chosen) ? 'limit-reached' : null;
}

const hasPlaceOf = (a: PodCandidate, b: PodCandidate): boolean =>
  (a.position !== 'any' && a.position === b.position) || (a.fixed?.slot != null && a.fixed.slot === b.fixed?.slot);

function isLimitReached({ limits }: PodCandidate, chosen: readonly PodItem[]): boolean {
  return limits.some(({ key, limit }) => {
    const same = chosen.flatMap(({ candidate }) => candidate.limits.filter((other) => other.key === key));
    return same.length >= same.reduce((least, other) => Math.min(least, other.limit), limit);
  });
}

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));
