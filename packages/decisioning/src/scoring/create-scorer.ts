import type { Facts } from '../eligibility/facts.js';
import type { ScoringModel } from './read-scoring-model.js';
import type { FallbackReason, Score, Scorer, ScoringCandidate } from './scorer.js';

export interface ScorerPorts {
  /** Never goes back. Finer than a millisecond: a budget may be half of one. */
  readonly monotonicMs: () => number;
  /** Told of each failure; the score is the fallback's then. */
  readonly onFailed?: (error: unknown) => void;
}

/**
 * Scores with a model in this process. The clock is looked at before each candidate: those whose turn comes after the budget is spent get
 * the fallback, so it is over by one candidate at most.
 */
export function createScorer(model: ScoringModel, { monotonicMs, onFailed }: ScorerPorts): Scorer {
  const { encoder, rateOf, multiplierOf, version } = model;
  const row = new Float64Array(encoder.columns.length);
  return {
    version,
    score: (features, candidates, budgetMs) => {
      const until = monotonicMs() + budgetMs;
      let fallback: FallbackReason | null = null;
      const attempt = <T>(run: () => T): T | null => {
        try {
          return run();
        } catch (error) {
          onFailed?.(error);
          fallback = 'failed';
          return null;
        }
      };
      attempt(() => encoder.writeAsk(features, row));
      return candidates.map((candidate): Score => {
        if (fallback === null && monotonicMs() >= until) fallback = 'late';
        if (fallback !== null) return fallbackScore(model, features, candidate, fallback);
        const multiplier = attempt(() => {
          encoder.writeCandidate(candidate.facts, row);
          return multiplierOf(rateOf(row));
        });
        if (multiplier === null) return fallbackScore(model, features, candidate, 'failed');
        return { candidateId: candidate.id, multiplier, from: 'model' };
      });
    },
  };
}

/** What a candidate gets without the model: its usual rate, or nothing added and nothing taken. */
export function fallbackScore(
  { fallbackRateOf, multiplierOf }: Pick<ScoringModel, 'fallbackRateOf' | 'multiplierOf'>,
  features: Facts,
  candidate: ScoringCandidate,
  from: FallbackReason,
): Score {
  const multiplier = fallbackRateOf === null ? 1 : multiplierOf(fallbackRateOf(features, candidate.facts));
  return { candidateId: candidate.id, multiplier, from };
}
