import type { ScoringModelJson, TreesJson } from './model-json.js';

/** Two trees that a person can walk: age below 30 or not, and for the younger whether it is in Germany; then one of the price. */
export const TREES: TreesJson = {
  type: 'trees',
  objective: 'reg:squarederror',
  baseScore: 0.5,
  trees: [
    {
      nodeid: 0,
      depth: 0,
      split: 'custom.age',
      split_condition: 30,
      yes: 1,
      no: 2,
      missing: 2,
      children: [
        {
          nodeid: 1,
          depth: 1,
          split: 'f1',
          split_condition: 0.5,
          yes: 3,
          no: 4,
          missing: 3,
          children: [
            { nodeid: 3, leaf: 0.1 },
            { nodeid: 4, leaf: 0.4 },
          ],
        },
        { nodeid: 2, leaf: -0.2 },
      ],
    },
    {
      nodeid: 0,
      split: 'candidate.price',
      split_condition: 10,
      yes: 1,
      no: 2,
      children: [
        { nodeid: 1, leaf: 0.05 },
        { nodeid: 2, leaf: 0.25 },
      ],
    },
  ],
};

export const aModel = (parts: Partial<ScoringModelJson> = {}): ScoringModelJson => ({
  format: 'cutaway-score/1',
  version: 'm1',
  features: [
    { type: 'numeric', from: 'custom.age' },
    { type: 'one-hot', from: 'geo.country', values: ['DE'] },
    { type: 'numeric', from: 'candidate.price' },
  ],
  model: TREES,
  multiplier: { reference: 0.5, min: 0, max: 100 },
  ...parts,
});
