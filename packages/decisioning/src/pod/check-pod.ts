import { isBumper, MAX_POD_ADS, type PodCandidate, type PodRules } from './pod-candidate.js';
import { reasonToRefuse } from './hard-filters.js';
import { lengthOf } from './pod-worth.js';

/** A rule that a pod breaks, and by which of its ads. */
export interface PodViolation {
  readonly rule:
    'room' | 'minimum' | 'ads' | 'ad' | 'film' | 'limit' | 'advertiser' | 'category' | 'position' | 'bumper' | 'slot';
  readonly ids: readonly string[];
}

/**
 * Everything that is wrong with a pod, its order included; none: it may play. It knows nothing of how pods are found, so it
 * judges those of the solver, of a bidder and of a test alike. An empty pod is always in order.
 */
export function checkPod(pod: readonly PodCandidate[], rules: PodRules): readonly PodViolation[] {
  if (pod.length === 0) return [];
  const ads = pod.filter((candidate) => !isBumper(candidate));
  return [
    ...(lengthOf(pod) > rules.roomMs ? [violation('room', pod)] : []),
    ...(lengthOf(pod) < rules.minMs ? [violation('minimum', pod)] : []),
    ...(ads.length > Math.min(rules.maxAds, MAX_POD_ADS) ? [violation('ads', ads)] : []),
    ...pod.filter((candidate) => reasonToRefuse(candidate, rules) !== null).map((one) => violation('ad', [one])),
    ...clashes(pod, 'film', (a, b) => a.id === b.id || share(a.films, b.films)),
    ...limitsBroken(pod),
    ...apart(ads, 'advertiser', rules.separation.advertiser, ({ advertisers }) => advertisers),
    ...apart(ads, 'category', rules.separation.category, ({ categories }) => categories),
    ...outOfPosition(ads),
    ...bumpersOutOfPlace(pod, ads),
    ...outOfSlot(ads, Math.min(rules.maxAds, MAX_POD_ADS)),
  ];
}

const violation = (rule: PodViolation['rule'], pod: readonly PodCandidate[]): PodViolation => ({
  rule,
  ids: pod.map(({ id }) => id),
});

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));

/** Each pair that cannot be in one pod. */
function clashes(
  pod: readonly PodCandidate[],
  rule: PodViolation['rule'],
  isClash: (a: PodCandidate, b: PodCandidate) => boolean,
): PodViolation[] {
  return pod.flatMap((a, at) =>
    pod
      .slice(at + 1)
      .filter((b) => isClash(a, b))
      .map((b) => violation(rule, [a, b])),
  );
}

function limitsBroken(pod: readonly PodCandidate[]): PodViolation[] {
  return pod.flatMap((one) =>
    one.limits.flatMap(({ key, limit }) => {
      const same = pod.filter(({ limits }) => limits.some((other) => other.key === key));
      return same.length > limit ? [violation('limit', same)] : [];
    }),
  );
}

function apart(
  ads: readonly PodCandidate[],
  rule: 'advertiser' | 'category',
  scope: 'none' | 'adjacent' | 'pod',
  namesOf: (candidate: PodCandidate) => readonly string[],
): PodViolation[] {
  if (scope === 'none') return [];
  if (scope === 'pod') return clashes(ads, rule, (a, b) => share(namesOf(a), namesOf(b)));
  return ads.flatMap((ad, at) => {
    const next = ads[at + 1];
    return next && share(namesOf(ad), namesOf(next)) ? [violation(rule, [ad, next])] : [];
  });
}

const outOfPosition = (ads: readonly PodCandidate[]): PodViolation[] =>
  ads
    .filter((ad, at) => (ad.position === 'first' && at > 0) || (ad.position === 'last' && at < ads.length - 1))
    .map((ad) => violation('position', [ad]));

/** One opens, one closes, and only where there is something between. */
function bumpersOutOfPlace(pod: readonly PodCandidate[], ads: readonly PodCandidate[]): PodViolation[] {
  return pod
    .filter(
      ({ position }, at) =>
        (position === 'bumper-in' && (at > 0 || ads.length === 0)) ||
        (position === 'bumper-out' && (at < pod.length - 1 || ads.length === 0)),
    )
    .map((bumper) => violation('bumper', [bumper]));
}

/** Ads take the next place each, or their own if that is further on. */
function outOfSlot(ads: readonly PodCandidate[], places: number): PodViolation[] {
  if (!ads.some(({ fixed }) => fixed?.slot != null)) return [];
  let place = 0;
  return ads.flatMap((ad) => {
    const wanted = ad.fixed?.slot ?? null;
    place += 1;
    if (wanted !== null && wanted >= place) place = wanted;
    return place > places || (wanted !== null && wanted < place) ? [violation('slot', [ad])] : [];
  });
}
