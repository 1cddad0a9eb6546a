import type { DecisionRequest } from '@cutaway/model';
import type { Publisher, SeparationScope } from '../catalogue/catalogue.js';
import type { PodRules } from '../pod/pod-candidate.js';

/** How much of an open-ended break is filled: its end is not known, and what is cut earns nothing. */
export const OPEN_BREAK_MS = 60_000;

/** What stands beside the pod: what the stream showed before it, as far as separation looks back. */
export type Neighbours = PodRules['apartFrom'];

export const NO_NEIGHBOURS: Neighbours = { advertisers: new Set(), categories: new Set() };

/** A place beside the plain value: the first ad is seen by the most. */
const PREMIUM = { first: 1.1, last: 1 } as const;

/**
 * The rules of one pod: what the asker wants within what the publisher allows; the narrower of both.
 * An overlay opportunity takes one image, for as long as it shows.
 */
export function podRules(
  { kind, durationMs, pod = {} }: Pick<DecisionRequest, 'kind' | 'durationMs' | 'pod'>,
  publisher: Publisher,
  neighbours: Neighbours = NO_NEIGHBOURS,
): PodRules {
  const roomMs = durationMs ?? OPEN_BREAK_MS;
  const { advertiser, category } = publisher.separation;
  return {
    roomMs,
    minMs: pod.minMs ?? 0,
    maxAds: kind === 'overlay' ? 1 : Math.min(pod.maxAds ?? Infinity, publisher.maxAds),
    minAdMs: pod.minAdMs ?? 0,
    maxAdMs: Math.min(pod.maxAdMs ?? Infinity, roomMs),
    requiredAdMs: pod.requiredAdMs ?? null,
    unfilledCostPerSecond: kind === 'overlay' ? 0 : publisher.fillBonusCpmPerSecond,
    separation: { advertiser: within(advertiser), category: within(category) },
    apartFrom: neighbours,
    premium: PREMIUM,
  };
}

/** What holds over the stream or for minutes holds in the pod all the more. */
function within(scope: SeparationScope): 'none' | 'adjacent' | 'pod' {
  return scope === 'none' || scope === 'adjacent' ? scope : 'pod';
}
