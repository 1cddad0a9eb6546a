const text = { type: 'string', minLength: 1 } as const;
const number = { type: 'number' } as const;
const rate = { type: 'number', minimum: 0 } as const;
const points = { type: 'array', minItems: 1, maxItems: 10_000, items: number } as const;

const curve = {
  type: 'object',
  required: ['x', 'y'],
  additionalProperties: false,
  properties: { x: points, y: points },
} as const;

/** An object of one of several types, each with fields of its own: `if` names the type, so that a fault speaks of that one alone. */
const oneOf = (
  kinds: Readonly<Record<string, { readonly required: readonly string[]; readonly properties: object }>>,
) => ({
  type: 'object',
  required: ['type'],
  properties: { type: { enum: Object.keys(kinds) } },
  allOf: Object.entries(kinds).map(([type, { required, properties }]) => ({
    if: { required: ['type'], properties: { type: { const: type } } },
    then: { required, additionalProperties: false, properties: { type: {}, ...properties } },
  })),
});

const feature = oneOf({
  numeric: { required: ['from'], properties: { from: text, default: number } },
  'one-hot': {
    required: ['from', 'values'],
    properties: { from: text, values: { type: 'array', minItems: 1, maxItems: 10_000, items: text } },
  },
  hashed: {
    required: ['from', 'buckets'],
    properties: { from: text, buckets: { type: 'integer', minimum: 1, maximum: 65_536 } },
  },
});

const model = oneOf({
  logistic: {
    required: ['intercept', 'weights'],
    properties: { intercept: number, weights: { type: 'array', maxItems: 1_000_000, items: number } },
  },
  trees: {
    required: ['objective', 'baseScore', 'trees'],
    properties: {
      objective: { enum: ['binary:logistic', 'reg:squarederror'] },
      baseScore: number,
      // Their nodes are checked as they are compiled, with the tree and the node in the fault.
      trees: { type: 'array', minItems: 1, maxItems: 10_000, items: { type: 'object' } },
    },
  },
});

const fallback = oneOf({
  table: {
    required: ['from', 'rates', 'otherwise'],
    properties: { from: text, rates: { type: 'object', additionalProperties: rate }, otherwise: rate },
  },
  isotonic: { required: ['from', 'curve', 'otherwise'], properties: { from: text, curve, otherwise: rate } },
});

/** JSON Schema of `ScoringModelJson`. A field that it does not know is an error: a misspelt bound must not pass in silence. */
export const SCORING_MODEL_SCHEMA = {
  type: 'object',
  required: ['format', 'version', 'features', 'model', 'multiplier'],
  additionalProperties: false,
  properties: {
    format: { const: 'cutaway-score/1' },
    version: text,
    features: { type: 'array', minItems: 1, maxItems: 1000, items: feature },
    model,
    calibration: curve,
    multiplier: {
      type: 'object',
      required: ['reference', 'min', 'max'],
      additionalProperties: false,
      properties: { reference: { type: 'number', exclusiveMinimum: 0 }, min: rate, max: rate },
    },
    fallback,
  },
} as const;
