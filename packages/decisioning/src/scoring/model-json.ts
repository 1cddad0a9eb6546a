/** The JSON export of a scoring model, as it is written in a file. What each part does is in `read-scoring-model.ts`. */
export interface ScoringModelJson {
  readonly format: 'cutaway-score/1';
  /** Of the model, for logs. */
  readonly version: string;
  readonly features: readonly FeatureJson[];
  readonly model: LogisticJson | TreesJson;
  /** Makes a rate of the model's output: points of a rising curve (isotonic), in between straight lines. Left out: as it is. */
  readonly calibration?: CurveJson;
  readonly multiplier: MultiplierJson;
  /** What a candidate is worth where the model is late or fails. Left out: a multiplier of 1. */
  readonly fallback?: FallbackJson;
}

/** Columns of the input, in the order of the list. `from` is a dimension of the facts, or of the candidate: `candidate.<name>`. */
export type FeatureJson =
  /** One column, named `from`: the first value as a number. Not known or no number: `default`; left out: missing. */
  | { readonly type: 'numeric'; readonly from: string; readonly default?: number }
  /** A column for each value, named `from=value`: 1 where the facts have it, else 0. */
  | { readonly type: 'one-hot'; readonly from: string; readonly values: readonly string[] }
  /** Columns `from#0` to `from#<buckets - 1>`: how many of the values fall in each. FNV-1a, murmur3's finish, of `from=value`. */
  | { readonly type: 'hashed'; readonly from: string; readonly buckets: number };

/** `sigmoid(intercept + sum of weight × column)`. A weight for each column; a missing column counts as 0. */
export interface LogisticJson {
  readonly type: 'logistic';
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** `baseScore`, as XGBoost's `base_score`, plus the leaves of all trees; for `binary:logistic` through a sigmoid. */
export interface TreesJson {
  readonly type: 'trees';
  readonly objective: 'binary:logistic' | 'reg:squarederror';
  readonly baseScore: number;
  /** As XGBoost dumps them: `booster.get_dump(dump_format='json')`. */
  readonly trees: readonly unknown[];
}

export interface CurveJson {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A candidate's value is multiplied with `rate / reference`, at least `min` and at most `max`. */
export interface MultiplierJson {
  readonly reference: number;
  readonly min: number;
  readonly max: number;
}

export type FallbackJson =
  /** The average rate of a value of `from`; of the first that is listed, else `otherwise`. */
  | {
      readonly type: 'table';
      readonly from: string;
      readonly rates: Readonly<Record<string, number>>;
      readonly otherwise: number;
    }
  /** A rate by a number that is known without the model, on a rising curve. */
  | { readonly type: 'isotonic'; readonly from: string; readonly curve: CurveJson; readonly otherwise: number };
