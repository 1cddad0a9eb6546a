import { isBumper, MAX_POD_ADS, type PodCandidate, type PodRules, type PodSkipReason } from './pod-candidate.js';

/** Why it can be in no pod at all, whatever else is in it. null: it can. */
export function reasonToRefuse(candidate: PodCandidate, rules: PodRules): PodSkipReason | null {
  const { durationMs, advertisers, categories } = candidate;
  if (!(durationMs > 0)) return 'too-short';
  if (durationMs > rules.roomMs) return 'longer-than-break';
  if (isBumper(candidate)) return candidate.limits.some(({ limit }) => limit < 1) ? 'limit-reached' : null;
  const { soldMs = durationMs } = candidate;
  if (soldMs < rules.minAdMs) return 'too-short';
  if (soldMs > rules.maxAdMs) return 'too-long';
  if (rules.requiredAdMs !== null && !rules.requiredAdMs.includes(soldMs)) return 'length-not-wanted';
  if (rules.apartFrom.advertisers.size > 0 && advertisers.some((name) => rules.apartFrom.advertisers.has(name))) {
    return 'advertiser-apart';
  }
  if (rules.apartFrom.categories.size > 0 && categories.some((name) => rules.apartFrom.categories.has(name))) {
    return 'category-apart';
  }
  if (candidate.limits.some(({ limit }) => limit < 1)) return 'limit-reached';
  return candidate.fixed?.slot != null && !isPlace(candidate.fixed.slot, rules) ? 'position-taken' : null;
}

const isPlace = (slot: number, { maxAds }: PodRules): boolean =>
  Number.isInteger(slot) && slot >= 1 && slot <= Math.min(maxAds, MAX_POD_ADS);
