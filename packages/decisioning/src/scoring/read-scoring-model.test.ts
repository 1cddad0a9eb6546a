import { describe, expect, it } from 'vitest';
import { hash32 } from '../eligibility/hash.js';
import { aModel, TREES } from './a-model.builder.js';
import type { ScoringModelJson } from './model-json.js';
import { createScoringModelReader } from './read-scoring-model.js';

type Known = Readonly<Record<string, readonly string[]>>;
const readScoringModel = await createScoringModelReader();
const factsOf = (known: Known) => new Map(Object.entries(known));

function rateOf(json: ScoringModelJson, ask: Known, candidate: Known = {}): number {
  const { encoder, rateOf: rate } = readScoringModel(json);
  const row = new Float64Array(encoder.columns.length);
  encoder.writeAsk(factsOf(ask), row);
  encoder.writeCandidate(factsOf(candidate), row);
  return rate(row);
}

describe('readScoringModel (gradient-boosted trees, as XGBoost dumps them)', () => {
  // base + first tree + second tree, walked by hand
  it.each<[string, Known, Known, number]>([
    [
      'young, in Germany, cheap',
      { 'custom.age': ['29'], 'geo.country': ['de'] },
      { price: ['9.99'] },
      0.5 + 0.4 + 0.05,
    ],
    ['young, elsewhere, dear', { 'custom.age': ['29'], 'geo.country': ['fr'] }, { price: ['12'] }, 0.5 + 0.1 + 0.25],
    ['at the thresholds: not below', { 'custom.age': ['30'] }, { price: ['10'] }, 0.5 - 0.2 + 0.25],
    ['of no known age: the way of the missing, no', {}, { price: ['1'] }, 0.5 - 0.2 + 0.05],
    [
      'of no known price: the way of the missing, yes where it is not given',
      { 'custom.age': ['x'] },
      {},
      0.5 - 0.2 + 0.05,
    ],
  ])('adds the leaves of one who is %s', (_who, ask, candidate, rate) => {
    expect(rateOf(aModel(), ask, candidate)).toBeCloseTo(rate, 12);
  });

  it('makes a probability of them for binary:logistic, from the log-odds of the base score', () => {
    const model = { ...TREES, objective: 'binary:logistic', baseScore: 0.2 } as const;
    const margin = Math.log(0.2 / 0.8) - 0.2 + 0.05;
    expect(rateOf(aModel({ model }), {})).toBeCloseTo(1 / (1 + Math.exp(-margin)), 12);
  });

  it('compares 32-bit floats, as the trees were grown with', () => {
    // 0.1 as a 32-bit float is a little more than as a 64-bit one, and no longer below itself.
    const tree = {
      nodeid: 0,
      split: 'f0',
      split_condition: 0.1,
      yes: 1,
      no: 2,
      missing: 1,
      children: [
        { nodeid: 1, leaf: 1 },
        { nodeid: 2, leaf: 2 },
      ],
    };
    const model = { ...TREES, baseScore: 0, trees: [tree] };
    expect(rateOf(aModel({ model }), { 'custom.age': ['0.1'] })).toBe(2);
    expect(rateOf(aModel({ model }), { 'custom.age': ['0.0999999'] })).toBe(1);
  });
});

describe('readScoringModel (logistic regression)', () => {
  const logistic = (features: ScoringModelJson['features'], weights: readonly number[]) =>
    aModel({ features, model: { type: 'logistic', intercept: -1, weights } });
  const sigmoid = (margin: number) => 1 / (1 + Math.exp(-margin));

  it('weighs numbers, and takes a missing one as 0 or as its default', () => {
    const features = [
      { type: 'numeric', from: 'hour' },
      { type: 'numeric', from: 'custom.age', default: 40 },
    ] as const;
    expect(rateOf(logistic(features, [0.1, 0.01]), { hour: ['20'] })).toBeCloseTo(sigmoid(-1 + 2 + 0.4), 12);
    expect(rateOf(logistic(features, [0.1, 0.01]), { 'custom.age': ['10'] })).toBeCloseTo(sigmoid(-0.9), 12);
  });

  it('weighs each value that is listed, whatever its case', () => {
    const features = [{ type: 'one-hot', from: 'Content.Genre', values: ['News', 'Sport', 'Kids'] }] as const;
    const rate = rateOf(logistic(features, [1, 2, 4]), { 'content.genre': ['sport', 'news', 'drama'] });
    expect(rate).toBeCloseTo(sigmoid(-1 + 1 + 2), 12);
  });

  it('weighs values by the bucket that their hash is in, as often as they are there', () => {
    const buckets = 4;
    const weights = [1, 10, 100, 1000].map((weight) => weight / 1000);
    const bucketOf = (value: string) => hash32(`segment=${value}`) % buckets;
    const features = [{ type: 'hashed', from: 'segment', buckets }] as const;
    const values = ['a:1', 'a:2', 'a:3', 'a:4', 'a:5'];
    const margin = values.reduce((sum, value) => sum + (weights[bucketOf(value)] ?? NaN), -1);
    expect(rateOf(logistic(features, weights), { segment: values })).toBeCloseTo(sigmoid(margin), 12);
  });
});

describe('readScoringModel (from rate to multiplier)', () => {
  it('calibrates on a rising curve, flat outside of it', () => {
    const calibration = { x: [0.3, 0.5, 0.9], y: [0.01, 0.02, 0.1] };
    const model = (baseScore: number) => aModel({ calibration, model: { ...TREES, baseScore } });
    // The leaves of nobody known sum up to -0.15.
    expect(rateOf(model(0.2), {})).toBeCloseTo(0.01, 12);
    expect(rateOf(model(0.55), {})).toBeCloseTo(0.015, 12);
    expect(rateOf(model(0.85), {})).toBeCloseTo(0.06, 12);
    expect(rateOf(model(3), {})).toBeCloseTo(0.1, 12);
  });

  it('clamps, and takes what is no number as nothing said', () => {
    const { multiplierOf } = readScoringModel(aModel({ multiplier: { reference: 0.02, min: 0.5, max: 2 } }));
    expect([0.02, 0.03, 0.001, 1, NaN].map(multiplierOf)).toEqual([1, 1.5, 0.5, 2, 1]);
  });

  it('has a fallback by averages: of the first value that is listed, else of all', () => {
    const rates = { Spring: 0.03, autumn: 0.01 };
    const fallback = { type: 'table', from: 'candidate.campaign', rates, otherwise: 0.02 } as const;
    const { fallbackRateOf } = readScoringModel(aModel({ fallback }));
    const of = (campaign: readonly string[]) => fallbackRateOf?.(new Map(), new Map([['campaign', campaign]]));
    expect([of(['winter', 'spring']), of(['autumn']), of(['winter']), of([])]).toEqual([0.03, 0.01, 0.02, 0.02]);
  });

  it('has a fallback by a curve over a number', () => {
    const fallback = {
      type: 'isotonic',
      from: 'hour',
      curve: { x: [0, 20], y: [0.01, 0.03] },
      otherwise: 0.5,
    } as const;
    const { fallbackRateOf } = readScoringModel(aModel({ fallback }));
    const at = (hour: readonly string[]) => fallbackRateOf?.(new Map([['hour', hour]]), new Map());
    expect(at(['10'])).toBeCloseTo(0.02, 12);
    expect(at([])).toBe(0.5);
  });
});

describe('readScoringModel (what it refuses)', () => {
  const [first] = TREES.trees as [Readonly<Record<string, unknown>>];
  const leaf = (nodeid: number) => ({ nodeid, leaf: 1 });
  const aSplit = (more: object) => ({
    nodeid: 0,
    split: 'f0',
    split_condition: 1,
    yes: 1,
    no: 2,
    children: [leaf(1), leaf(2)],
    ...more,
  });
  const withTree = (tree: object) => aModel({ model: { ...TREES, trees: [first, tree] } });
  let deep: object = leaf(200);
  for (let id = 100; id > 0; id -= 1) {
    const [inner] = Object.entries(deep).flatMap(([field, value]: [string, unknown]) =>
      field === 'nodeid' ? [value] : [],
    );
    deep = aSplit({ nodeid: id, yes: inner, no: inner, children: [deep] });
  }

  it.each<[string, object]>([
    ['format is "other/2", expected "cutaway-score/1"', { ...aModel(), format: 'other/2' }],
    [
      'features[0].type is "text", expected one of "numeric", "one-hot", "hashed"',
      aModel({ features: [{ type: 'text', from: 'x' } as never] }),
    ],
    [
      'features[0].buckets is 0, expected a number >= 1',
      aModel({ features: [{ type: 'hashed', from: 'x', buckets: 0 }] }),
    ],
    [
      'features[0].values is missing, expected it to be there',
      aModel({ features: [{ type: 'one-hot', from: 'x' } as never] }),
    ],
    [
      'features[0].bukets is not a known field, expected none',
      aModel({ features: [{ type: 'numeric', from: 'x', bukets: 1 } as never] }),
    ],
    [
      'multiplier.maximum is not a known field, expected none',
      aModel({ multiplier: { reference: 1, min: 0, max: 1, maximum: 1 } as never }),
    ],
    ['multiplier.min is 3, expected at most max, 2', aModel({ multiplier: { reference: 1, min: 3, max: 2 } })],
    [
      'model.weights has 1, expected 3, one for each column',
      aModel({ model: { type: 'logistic', intercept: 0, weights: [1] } }),
    ],
    [
      'model.baseScore is 1, expected a rate above 0 and below 1',
      aModel({ model: { ...TREES, objective: 'binary:logistic', baseScore: 1 } }),
    ],
    ['calibration has 2 x and 1 y, expected as many', aModel({ calibration: { x: [1, 2], y: [1] } })],
    ['calibration.x[1] is 1, expected more than before', aModel({ calibration: { x: [1, 1], y: [1, 2] } })],
    ['calibration.y[1] is 1, expected no less than before', aModel({ calibration: { x: [1, 2], y: [2, 1] } })],
    ['model.trees[1] node 0: split is "f9", expected the name of a column', withTree(aSplit({ split: 'f9' }))],
    [
      'model.trees[1] node 0: split_condition is [1,2], expected a number',
      withTree(aSplit({ split_condition: [1, 2] })),
    ],
    ['model.trees[1] node 0: missing is 0, expected one of its children 1, 2', withTree(aSplit({ missing: 0 }))],
    ['model.trees[1] node 0: no is 7, expected one of its children 1, 2', withTree(aSplit({ no: 7 }))],
    [
      'model.trees[1] node 0: children is undefined, expected a list of two nodes',
      withTree(aSplit({ children: undefined })),
    ],
    [
      'model.trees[1]: a nodeid is there twice, expected each once',
      withTree(aSplit({ no: 1, children: [leaf(1), leaf(1)] })),
    ],
    ['model.trees[1]: nodeid is undefined, expected a number', withTree({ leaf: 1 })],
    ['model.trees[1] node 4: split is undefined, expected the name of a column, or a leaf', withTree({ nodeid: 4 })],
    ['model.trees[1]: it is deeper than 64, expected at most 64', withTree(deep)],
  ])('says %s', (said, json) => {
    expect(() => readScoringModel(json)).toThrow(`Cannot read scoring model: ${said}`);
  });
});
