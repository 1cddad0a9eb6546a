import type { Facts } from '../eligibility/facts.js';

/** A candidate as a model sees it: its own facts, folded as all facts are, without the `candidate.` that a model's features begin with. */
export interface ScoringCandidate {
  readonly id: string;
  readonly facts: Facts;
}

export type FallbackReason = 'late' | 'failed' | 'not-scored';

export interface Score {
  readonly candidateId: string;
  /** What the candidate's value is multiplied with. */
  readonly multiplier: number;
  /** `model`, or why it is the fallback's. */
  readonly from: 'model' | FallbackReason;
}

/** One for each candidate, in their order. Never throws, and never takes much longer than its budget. */
export interface Scorer {
  /** Of the model, for logs and replay. */
  readonly version: string;
  /** `features` are the ask's facts. At once where the model runs in this process, as a promise where it does not. */
  score(
    features: Facts,
    candidates: readonly ScoringCandidate[],
    budgetMs: number,
  ): readonly Score[] | Promise<readonly Score[]>;
}
