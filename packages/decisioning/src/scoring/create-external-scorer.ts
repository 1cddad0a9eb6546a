import type { Facts } from '../eligibility/facts.js';
import { fallbackScore } from './create-scorer.js';
import type { ScoringModel } from './read-scoring-model.js';
import type { Score, Scorer, ScoringCandidate } from './scorer.js';

/** A model somewhere else: another process, another runtime. */
export interface ScoringPort {
  readonly version: string;
  /** Rates by candidate id; who is not in it gets the fallback. `signal` ends the call when the budget is spent. */
  rate(
    features: Facts,
    candidates: readonly ScoringCandidate[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
}

export interface ExternalScorerPorts {
  /** Runs something later; gives what undoes it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onFailed?: (error: unknown) => void;
}

/** Clamp and fallback are of an export as for a model in this process, so that no port can make a candidate worth ten times as much. */
export function createExternalScorer(
  port: ScoringPort,
  bounds: Pick<ScoringModel, 'fallbackRateOf' | 'multiplierOf'>,
  { after, onFailed }: ExternalScorerPorts,
): Scorer {
  const ratesIn = (features: Facts, candidates: readonly ScoringCandidate[], budgetMs: number): Promise<Outcome> =>
    new Promise((resolve) => {
      const abort = new AbortController();
      const undo = after(budgetMs, () => {
        resolve('late');
        abort.abort();
      });
      // What comes of a call after its time is neither a score nor a failure.
      const failed = (error: unknown) => {
        undo();
        if (!abort.signal.aborted) onFailed?.(error);
        resolve('failed');
      };
      try {
        port.rate(features, candidates, abort.signal).then((rates: unknown) => {
          if (!isMap(rates))
            return failed(new TypeError(`Cannot score: the port's answer is of type ${typeof rates}, expected a Map`));
          undo();
          resolve(rates);
        }, failed);
      } catch (error) {
        failed(error);
      }
    });
  return {
    version: port.version,
    score: async (features, candidates, budgetMs) => {
      const outcome = await ratesIn(features, candidates, budgetMs);
      return candidates.map((candidate): Score => {
        if (typeof outcome === 'string') return fallbackScore(bounds, features, candidate, outcome);
        const rate = outcome.get(candidate.id);
        if (!isRate(rate)) return fallbackScore(bounds, features, candidate, 'not-scored');
        return { candidateId: candidate.id, multiplier: bounds.multiplierOf(rate), from: 'model' };
      });
    },
  };
}

type Outcome = ReadonlyMap<string, unknown> | 'late' | 'failed';

/** A port is others' code: what it answers must not cost the decision. */
const isMap = (rates: unknown): rates is ReadonlyMap<string, unknown> =>
  typeof (rates as Partial<ReadonlyMap<string, unknown>> | null | undefined)?.get === 'function';
const isRate = (rate: unknown): rate is number => typeof rate === 'number' && !Number.isNaN(rate);
