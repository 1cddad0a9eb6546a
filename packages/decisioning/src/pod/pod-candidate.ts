/** One ad that may be in a pod, from a line item or a bid. */
export interface PodCandidate {
  /** Unique among the candidates; ties go to the smaller. */
  readonly id: string;
  readonly durationMs: number;
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
  /** At most so many with the same key in the pod: `campaign:x` → 1. */
  readonly limits: readonly { readonly key: string; readonly limit: number }[];
}

/** What a pod must be like. */
export interface PodRules {
  readonly roomMs: number;
  /** Less than that is worth nothing: an empty pod then. */
  readonly minMs: number;
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
  /** Worth of a place beside the plain value: 1.2 for the first is a fifth more. */
  readonly premium: { readonly first: number; readonly last: number };
}

/** How a pod was found, and how good it is sure to be. */
export interface PodSolution {
  /** In order. */
  readonly chosen: readonly PodCandidate[];
  readonly value: number;
  /** No pod is worth more. */
  readonly bound: number;
  /** Nothing better is possible: bound and value meet. */
  readonly isProven: boolean;
  readonly nodes: number;
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
  | 'no-room'
  | 'worth-less';
