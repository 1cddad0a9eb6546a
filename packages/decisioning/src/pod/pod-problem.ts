import { reasonToRefuse } from './hard-filters.js';
import { isBumper, MAX_POD_ADS, type PodCandidate, type PodRules, type PodSkipReason } from './pod-candidate.js';
import type { PodKeys } from './pod-keys.js';
import { extraOf, FIXED_WORTH, microOf, rankKeyOf, ranksOf, unfilledMicroPerMs } from './pod-worth.js';

/** A candidate that may be in the pod, as the search sees it. */
export interface PodItem {
  readonly candidate: PodCandidate;
  readonly ms: number;
  readonly rank: number;
  readonly worth: number;
  /** What its time would cost if nothing filled it: counted in the last rank. */
  readonly fill: number;
  readonly firstExtra: number;
  readonly lastExtra: number;
  /** How many of the pod's places it takes: 0 for bumpers, more than 1 where nothing may stand before or behind it. */
  readonly ads: number;
  readonly exclusive: number[];
  readonly adjacent: readonly number[];
  /** Key, limit, key, limit, … */
  readonly limits: readonly number[];
}

/** What is to be solved: refused candidates are out, the others ranked, the best first. */
export interface PodProblem {
  readonly rules: PodRules;
  readonly roomMs: number;
  readonly maxAds: number;
  /** At least 1. */
  readonly ranks: number;
  readonly hasFixed: boolean;
  readonly unfilledPerMs: number;
  readonly hasPremium: boolean;
  /** Some set may have no order that is allowed. */
  readonly needsOrder: boolean;
  readonly items: readonly PodItem[];
  /** Of the ads; Infinity: there are none. */
  readonly shortestMs: number;
  /** How many different keys there are. */
  readonly keys: number;
  readonly refused: readonly { readonly id: string; readonly reason: PodSkipReason }[];
}

/** The same for the same candidates in any order. */
export function poseProblem(candidates: readonly PodCandidate[], rules: PodRules, keys: PodKeys): PodProblem {
  keys.clear();
  const ranks = ranksOf(candidates);
  const unfilledPerMs = unfilledMicroPerMs(rules);
  const items: PodItem[] = [];
  const refused: { id: string; reason: PodSkipReason }[] = [];
  for (const candidate of candidates) {
    const reason = reasonToRefuse(candidate, rules);
    if (reason !== null) refused.push({ id: candidate.id, reason });
    else items.push(itemOf(candidate, rules, ranks, unfilledPerMs, keys));
  }
  keepNeighboursApart(items, keys);
  items.sort(byWorth);
  return {
    rules,
    roomMs: Math.max(0, Math.floor(rules.roomMs)),
    maxAds: Math.max(0, Math.min(Math.floor(rules.maxAds), MAX_POD_ADS)),
    ranks: Math.max(1, ranks.length),
    hasFixed: ranks[0] === -Infinity,
    unfilledPerMs,
    hasPremium: rules.premium.first > 1 || rules.premium.last > 1,
    needsOrder: items.some(({ adjacent, candidate }) => adjacent.length > 0 || candidate.fixed?.slot != null),
    items,
    shortestMs: items.reduce((least, { ms, ads }) => (ads > 0 ? Math.min(least, ms) : least), Infinity),
    keys: keys.size,
    refused,
  };
}

function itemOf(
  candidate: PodCandidate,
  rules: PodRules,
  ranks: readonly number[],
  unfilledPerMs: number,
  keys: PodKeys,
): PodItem {
  const micro = microOf(candidate);
  const ms = Math.ceil(candidate.durationMs);
  const ads = isBumper(candidate) ? 0 : placesTaken(candidate, rules);
  const isAd = ads > 0 ? 1 : 0;
  const exclusive: number[] = [];
  const adjacent: number[] = [];
  const limits: number[] = [];
  keys.exclusiveOf(candidate, rules, exclusive);
  keys.adjacentOf(candidate, rules, adjacent);
  keys.limitsOf(candidate, limits);
  return {
    candidate,
    ms,
    rank: ranks.indexOf(rankKeyOf(candidate)),
    worth: micro + (candidate.fixed ? FIXED_WORTH : 0),
    fill: ms * unfilledPerMs,
    firstExtra: isAd * extraOf(micro, rules.premium.first),
    lastExtra: isAd * extraOf(micro, rules.premium.last),
    ads,
    exclusive,
    adjacent,
    limits,
  };
}

/** Its own, and those that are lost before the first or behind the last ad. */
function placesTaken({ position, fixed }: PodCandidate, { maxAds }: PodRules): number {
  const slot = fixed?.slot ?? null;
  if (slot === null || position === 'any') return 1;
  return position === 'first' ? slot : Math.min(Math.floor(maxAds), MAX_POD_ADS) - slot + 1;
}

/** Of two fixed ads whose places follow one another nothing can come between. */
function keepNeighboursApart(items: readonly PodItem[], keys: PodKeys): void {
  const fixed = items.filter(({ candidate, adjacent }) => candidate.fixed?.slot != null && adjacent.length > 0);
  for (const item of fixed) {
    for (const next of fixed) {
      if ((item.candidate.fixed?.slot ?? 0) + 1 !== next.candidate.fixed?.slot) continue;
      if (!item.adjacent.some((key) => next.adjacent.includes(key))) continue;
      const key = keys.add('position-taken');
      item.exclusive.push(key);
      next.exclusive.push(key);
    }
  }
}

const byWorth = (a: PodItem, b: PodItem): number =>
  a.rank - b.rank || b.worth + b.fill - (a.worth + a.fill) || (a.candidate.id < b.candidate.id ? -1 : 1);
