import type { Facts } from '../eligibility/facts.js';
import { foldCase } from '../eligibility/fold-case.js';
import { compileCheck } from '../schema/compile-check.js';
import { compileTree, leafOf } from './compile-tree.js';
import { createCurve } from './curve.js';
import { createFeatureEncoder, numberOf, type FeatureEncoder } from './encode-features.js';
import type { FallbackJson, LogisticJson, MultiplierJson, ScoringModelJson, TreesJson } from './model-json.js';
import { SCORING_MODEL_SCHEMA } from './model-schema.js';

/** A model that is ready to run. All in it is pure. */
export interface ScoringModel {
  readonly version: string;
  readonly encoder: FeatureEncoder;
  /** The calibrated rate of a row of columns. */
  readonly rateOf: (row: Float64Array) => number;
  /** The rate without the model, from facts of the ask and of the candidate. null: the export has none. */
  readonly fallbackRateOf: ((ask: Facts, candidate: Facts) => number) | null;
  /** Clamped. NaN, which no clamp holds, is 1. */
  readonly multiplierOf: (rate: number) => number;
}

/**
 * Gives what checks and compiles models from their JSON, which throws a RangeError that names the field, what is there and what was
 * expected. Made once: the schema costs more to compile than a model.
 */
export async function createScoringModelReader(): Promise<(json: unknown) => ScoringModel> {
  const check = await compileCheck(SCORING_MODEL_SCHEMA);
  return (json) => {
    const invalid = check(json);
    if (invalid !== null) throw new RangeError(`Cannot read scoring model: ${invalid.text}`);
    return compile(json as ScoringModelJson);
  };
}

function compile(json: ScoringModelJson): ScoringModel {
  const { version, features, model, calibration, multiplier, fallback } = json;
  const encoder = createFeatureEncoder(features);
  const rawOf = model.type === 'logistic' ? logistic(model, encoder.columns) : trees(model, encoder.columns);
  const calibrate = calibration === undefined ? null : createCurve(calibration, 'calibration');
  return {
    version,
    encoder,
    rateOf: calibrate === null ? rawOf : (row) => calibrate(rawOf(row)),
    fallbackRateOf: fallback === undefined ? null : fallbackOf(fallback),
    multiplierOf: clampTo(multiplier),
  };
}

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

function logistic({ intercept, weights }: LogisticJson, columns: readonly string[]): ScoringModel['rateOf'] {
  if (weights.length !== columns.length) {
    throw new RangeError(
      `Cannot read scoring model: model.weights has ${weights.length}, expected ${columns.length}, one for each column`,
    );
  }
  const packed = Float64Array.from(weights);
  return (row) => {
    let margin = intercept;
    for (let at = 0; at < packed.length; at += 1) {
      const value = row[at] as number;
      if (!Number.isNaN(value)) margin += (packed[at] as number) * value;
    }
    return sigmoid(margin);
  };
}

function trees({ objective, baseScore, trees: dumped }: TreesJson, columns: readonly string[]): ScoringModel['rateOf'] {
  const isLogistic = objective === 'binary:logistic';
  if (isLogistic && !(baseScore > 0 && baseScore < 1)) {
    throw new RangeError(
      `Cannot read scoring model: model.baseScore is ${baseScore}, expected a rate above 0 and below 1`,
    );
  }
  // Both of XGBoost's ways to name a column: by its place, and by its name, which wins.
  const places = new Map([...columns.map((_name, at): [string, number] => [`f${at}`, at]), ...columns.map(named)]);
  const compiled = dumped.map((tree, at) => compileTree(tree, places, `model.trees[${at}]`));
  const base = isLogistic ? Math.log(baseScore / (1 - baseScore)) : baseScore;
  return (row) => {
    let margin = base;
    for (const tree of compiled) margin += leafOf(tree, row);
    return isLogistic ? sigmoid(margin) : margin;
  };
}

const named = (name: string, at: number): [string, number] => [name, at];

function fallbackOf(fallback: FallbackJson): NonNullable<ScoringModel['fallbackRateOf']> {
  const from = foldCase(fallback.from);
  const inCandidate = from.startsWith('candidate.') ? from.slice('candidate.'.length) : null;
  const valuesOf = (ask: Facts, candidate: Facts) =>
    (inCandidate === null ? ask.get(from) : candidate.get(inCandidate)) ?? [];
  if (fallback.type === 'table') {
    const rates = new Map(Object.entries(fallback.rates).map(([value, rate]) => [foldCase(value), rate]));
    return (ask, candidate) => {
      const listed = valuesOf(ask, candidate).find((value) => rates.has(value));
      return listed === undefined ? fallback.otherwise : (rates.get(listed) ?? fallback.otherwise);
    };
  }
  const rateAt = createCurve(fallback.curve, 'fallback.curve');
  return (ask, candidate) => {
    const value = numberOf(valuesOf(ask, candidate)[0]);
    return Number.isNaN(value) ? fallback.otherwise : rateAt(value);
  };
}

function clampTo({ reference, min, max }: MultiplierJson): ScoringModel['multiplierOf'] {
  if (min > max)
    throw new RangeError(`Cannot read scoring model: multiplier.min is ${min}, expected at most max, ${max}`);
  return (rate) => (Number.isNaN(rate) ? 1 : Math.min(max, Math.max(min, rate / reference)));
}
