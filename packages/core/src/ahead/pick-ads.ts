import type { Ad, AdCounts, DecisionReply, FrequencyRule } from '@cutaway/model';

type Counted = Pick<AdCounts, 'groups' | 'frequency'>;
const UNCOUNTED: Counted = { groups: [], frequency: [] };

/**
 * Place by place the first ad, the service's own or else one of its alternates in their order, that is below its limits, has no group
 * in common with another of the pod, and leaves room for the ads behind it. A place that has none is left out.
 * @param lengthMs of the break; null: the pod may be as long as the answer's.
 * @param times how often what a rule counts was shown before, within its window.
 */
export function pickAds(
  { pod, alternates = [], counts = [] }: Pick<DecisionReply, 'pod' | 'alternates' | 'counts'>,
  lengthMs: number | null,
  times: (rule: FrequencyRule) => number,
): readonly Ad[] {
  const countsOf = ({ adInstanceId }: Ad): Counted =>
    counts.filter((one) => one.adInstanceId === adInstanceId)[0] ?? UNCOUNTED;
  const isBelow = (ad: Ad, taken: readonly Ad[]): boolean =>
    countsOf(ad).frequency.every((rule) => times(rule) + taken.filter((one) => has(one, rule.key)).length < rule.limit);
  const has = (ad: Ad, key: string): boolean => countsOf(ad).frequency.some((rule) => rule.key === key);
  const isApart = (ad: Ad, others: readonly Ad[]): boolean =>
    !others.some((one) => countsOf(one).groups.some((group) => countsOf(ad).groups.indexOf(group) !== -1));

  const limitMs = Math.max(lengthMs ?? 0, lengthOf(pod.ads));
  return pod.ads.reduce<readonly Ad[]>((taken, own, slot) => {
    const behind = pod.ads.slice(slot + 1).filter((ad) => isBelow(ad, taken));
    const others = alternates
      .filter((one) => one.slot === slot)
      .map(({ ad }) => ad)
      .filter((ad) => isApart(ad, behind) && lengthOf([...taken, ad, ...behind]) <= limitMs);
    const next = [own, ...others].filter((ad) => isBelow(ad, taken) && isApart(ad, taken))[0];
    return next ? [...taken, next] : taken;
  }, []);
}

function lengthOf(ads: readonly Ad[]): number {
  return ads.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
