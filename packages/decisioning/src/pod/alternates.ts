import { isBumper, type PodCandidate, type PodRules } from './pod-candidate.js';
import { reasonToRefuse } from './hard-filters.js';

/** Who may stand in for one ad of a pod, the best first. */
export interface SlotAlternates {
  /** Of the ad that was chosen. */
  readonly id: string;
  readonly alternates: readonly PodCandidate[];
}

/**
 * Ranked stand-ins for each place of a pod. **What is promised:** if in any number of places, each on its own and without
 * a look at the others, what was chosen is replaced by any of its stand-ins, the pod keeps every rule of `checkPod`. So a
 * device may drop an ad that it has seen too often and needs nobody's leave.
 *
 * It holds since no two places share what a pod may have once (nor more than a limit allows, whichever of their ads show), no
 * neighbours share what must not be side by side, none is longer than what it replaces, and all of them at their shortest still
 * reach `minMs`. What is not promised: that the pod is still the best, or filled to the same millisecond.
 * Fixed ads are nobody's stand-in, and one candidate stands in for one place only. Places may get fewer than `count`, or none.
 * @param chosen a pod that keeps the rules, in order
 */
export function alternatesFor(
  chosen: readonly PodCandidate[],
  candidates: readonly PodCandidate[],
  rules: PodRules,
  count = 5,
): readonly SlotAlternates[] {
  const places = chosen.map((candidate): PodCandidate[] => [candidate]);
  const chosenIds = new Set(chosen.map(({ id }) => id));
  const waiting = candidates
    .filter((one) => !chosenIds.has(one.id) && one.fixed === undefined && reasonToRefuse(one, rules) === null)
    .sort((a, b) => a.tier - b.tier || b.value - a.value || (a.id < b.id ? -1 : 1));
  const used = new Set<string>();
  // One for each place before a second for any.
  for (let round = 0; round < count; round += 1) {
    places.forEach((options, place) => {
      if (options.length <= round) return;
      const next = waiting.find((one) => !used.has(one.id) && canStandIn(one, place, places, rules));
      if (next === undefined) return;
      used.add(next.id);
      options.push(next);
    });
  }
  return places.map(([first, ...alternates]) => ({ id: first?.id ?? '', alternates }));
}

type Places = readonly (readonly PodCandidate[])[];

function canStandIn(one: PodCandidate, place: number, places: Places, rules: PodRules): boolean {
  const [replaced] = places[place] ?? [];
  if (replaced === undefined || Math.ceil(one.durationMs) > Math.ceil(replaced.durationMs)) return false;
  const others = places.filter((_options, at) => at !== place);
  return (
    hasPosition(one, place, places) &&
    reachesMinimum(one, place, places, rules.minMs) &&
    !others.flat().some((other) => isClash(one, other, rules)) &&
    staysApart(one, place, places, rules) &&
    keepsLimits(one, place, places)
  );
}

function hasPosition({ position }: PodCandidate, place: number, places: Places): boolean {
  const [replaced] = places[place] ?? [];
  if (replaced === undefined || position === replaced.position) return true;
  if (isBumper(replaced)) return false;
  if (position === 'any') return true;
  const ads = places.flatMap(([first], at) => (first && !isBumper(first) ? [at] : []));
  return (position === 'first' && ads[0] === place) || (position === 'last' && ads[ads.length - 1] === place);
}

function reachesMinimum({ durationMs }: PodCandidate, place: number, places: Places, minMs: number): boolean {
  const shortest = places.map((options, at) =>
    Math.min(...[...options.map((option) => option.durationMs), ...(at === place ? [durationMs] : [])].map(Math.ceil)),
  );
  return shortest.reduce((sum, ms) => sum + ms, 0) >= minMs;
}

function isClash(one: PodCandidate, other: PodCandidate, { separation }: PodRules): boolean {
  if (share(one.films, other.films)) return true;
  if (isBumper(one) || isBumper(other)) return false;
  return (
    (separation.advertiser === 'pod' && share(one.advertisers, other.advertisers)) ||
    (separation.category === 'pod' && share(one.categories, other.categories))
  );
}

function staysApart(one: PodCandidate, place: number, places: Places, { separation }: PodRules): boolean {
  if (isBumper(one)) return true;
  const beside = [...(places[place - 1] ?? []), ...(places[place + 1] ?? [])].filter((other) => !isBumper(other));
  return !beside.some(
    (other) =>
      (separation.advertiser === 'adjacent' && share(one.advertisers, other.advertisers)) ||
      (separation.category === 'adjacent' && share(one.categories, other.categories)),
  );
}

/** As many places as could show the key at once are within the strictest limit that any of them has. */
function keepsLimits(one: PodCandidate, place: number, places: Places): boolean {
  return one.limits.every(({ key, limit }) => {
    const limitOf = (option: PodCandidate) =>
      option.limits.filter((other) => other.key === key).map((other) => other.limit);
    const showing = places.filter(
      (options, at) => at === place || options.some((option) => limitOf(option).length > 0),
    );
    return showing.length <= Math.min(limit, ...places.flat().flatMap(limitOf));
  });
}

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));
