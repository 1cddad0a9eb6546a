/** One ad that may be in a pod, from a line item or a bid. */
export interface PodCandidate {
  /** Unique among the candidates; ties go to the smaller. */
  readonly id: string;
  readonly durationMs: number;
  /** The length as which it is sold, where that is another: 29.97 s are 30. What lengths are allowed is asked of it, what fits of `durationMs`. */
  readonly soldMs?: number;
  /** What one showing is worth, in CPM: price, pacing and score are in it. */
  readonly value: number;
  /** 0 is served before 1, and so on: a pre-sold ad before a better paid one. */
  readonly tier: number;
  /** Domains. */
  readonly advertisers: readonly string[];
  readonly categories: readonly string[];
  /** Names of the film: UniversalAdId, media hash, creative id. Two with one in common are never in one pod. */
  readonly films: readonly string[];
  readonly position: 'any' | 'first' | 'last' | 'bumper-in' | 'bumper-out';
  /** At most so many with the same key in the pod: `campaign:x` → 1. Of two that disagree the stricter holds. */
  readonly limits: readonly { readonly key: string; readonly limit: number }[];
  /**
   * Pre-sold for this very pod: served before all tiers, as many of them as can be. `slot` is its place among the
   * `maxAds` places of the pod, from 1, bumpers not counted (OpenRTB 2.6 §7.6, structured pods); places that nobody
   * fills collapse, so it never shows later than in that place. null: anywhere in the pod.
   */
  readonly fixed?: { readonly slot: number | null };
}

/**
 * What a pod must be like. Bumpers open and close a pod that has ads: they take time, but are no ads: they do not count
 * against `maxAds`, places, the lengths that ads must have, nor what keeps competitors apart (a sponsor's bumper
 * may well stand beside the sponsor's ad). Films and limits count for them as for all.
 */
export interface PodRules {
  readonly roomMs: number;
  /** Less than that is worth nothing: an empty pod then. */
  readonly minMs: number;
  /** 12 count at most. */
  readonly maxAds: number;
  readonly minAdMs: number;
  readonly maxAdMs: number;
  /** null: any length. */
  readonly requiredAdMs: readonly number[] | null;
  /** Filled to the millisecond, or as near as can be: what an unfilled second costs, in CPM. */
  readonly unfilledCostPerSecond: number;
  readonly separation: {
    readonly advertiser: 'none' | 'adjacent' | 'pod';
    readonly category: 'none' | 'adjacent' | 'pod';
  };
  /** What the neighbours outside of the pod are, for what is separated by time or stream. */
  readonly apartFrom: { readonly advertisers: ReadonlySet<string>; readonly categories: ReadonlySet<string> };
  /**
   * Worth of a place beside the plain value: 1.2 for the first is a fifth more. From 1; a sole ad has both. Like unfilled time it
   * is weighed with the last of the tiers: neither is a reason to leave an ad of a higher tier out.
   */
  readonly premium: { readonly first: number; readonly last: number };
}

/** How a pod was found, and how good it is sure to be. */
export interface PodSolution {
  /** In order. */
  readonly chosen: readonly PodCandidate[];
  /** In CPM: of all that is chosen, places counted, less what unfilled time costs. */
  readonly value: number;
  /** No pod that serves the tiers as well is worth more. */
  readonly bound: number;
  /** (bound − value) ÷ bound, at most 1; 0 where nothing better is possible. */
  readonly gap: number;
  /** Nothing better is possible: bound and value meet. */
  readonly isProven: boolean;
  /** Pods looked at. */
  readonly nodes: number;
  /** How often the clock was looked at before it said that time is over; null: it never said so. With it as a limit comes the same pod. */
  readonly looks: number | null;
  /** For each candidate that is not in it. */
  readonly skipped: readonly { readonly id: string; readonly reason: PodSkipReason }[];
}

export type PodSkipReason =
  | 'too-short'
  | 'too-long'
  | 'length-not-wanted'
  | 'longer-than-break'
  | 'advertiser-apart'
  | 'category-apart'
  | 'same-film'
  | 'limit-reached'
  | 'position-taken'
  | 'no-room'
  | 'worth-less';

/** When to be content with the best pod so far. */
export interface PodLimits {
  readonly nodes: number;
  /** On the clock of `nowMs`, without which it means nothing. */
  readonly deadlineMs?: number;
  readonly nowMs?: () => number;
  /** In place of a clock: time is over after so many looks at it. */
  readonly looks?: number;
}

/** More ads than that are in no pod: the order of so many can be found for sure. */
export const MAX_POD_ADS = 12;

export const isBumper = ({ position }: Pick<PodCandidate, 'position'>): boolean =>
  position === 'bumper-in' || position === 'bumper-out';
