/** Fields that several records have. A keyword of JSON Schema says nothing of values that are not its type. */
export const text = { type: 'string', minLength: 1, maxLength: 1024 } as const;
export const textOrNull = { type: ['string', 'null'], minLength: 1, maxLength: 4096 } as const;
export const id = { type: 'string', minLength: 1, maxLength: 256 } as const;
export const ids = { type: 'array', items: id } as const;
/** CPM: more is no price but another unit, and nothing that pods are solved or tokens signed with holds it. */
export const money = { type: 'number', minimum: 0, maximum: 10_000_000 } as const;
/** ISO 4217. */
export const currency = { type: 'string', pattern: '^[A-Z]{3}$' } as const;
export const status = { enum: ['live', 'paused'] } as const;
export const kind = { enum: ['linear', 'overlay'] } as const;
/** A creative's length: an hour at most. */
export const milliseconds = { type: 'integer', minimum: 1, maximum: 3_600_000 } as const;
/** Expressions are read by code, which says more of what is wrong with them. */
export const targeting = { type: ['object', 'null'] } as const;
const pixels = { type: ['integer', 'null'], minimum: 1 } as const;
const kilobits = { type: ['number', 'null'], exclusiveMinimum: 0 } as const;

/** An object whose fields are all known. */
export const closed = <P extends object>(required: readonly string[], properties: P) =>
  ({ type: 'object', required, additionalProperties: false, properties }) as const;

export const caps = {
  type: 'array',
  items: closed(['limit', 'per'], {
    limit: { type: 'integer', minimum: 1 },
    per: { enum: ['device', 'user', 'household', 'break', 'pod', 'stream'] },
    window: { type: 'string', pattern: '^[1-9]\\d{0,5}[smhdw]$' },
    windowMs: { type: ['integer', 'null'], minimum: 1000 },
  }),
} as const;

export const mediaFiles = {
  type: 'array',
  items: closed(['url'], {
    url: { type: 'string', minLength: 1, maxLength: 4096 },
    type: text,
    codec: textOrNull,
    width: pixels,
    height: pixels,
    bitrateKbps: kilobits,
    id: text,
    delivery: { enum: ['streaming', 'progressive'] },
    minBitrateKbps: { type: 'number', exclusiveMinimum: 0 },
    maxBitrateKbps: { type: 'number', exclusiveMinimum: 0 },
    fileSizeBytes: { type: 'integer', minimum: 1 },
    mediaType: text,
  }),
} as const;

/** Files of captions beside the media. */
export const captions = {
  type: 'array',
  items: closed(['url'], {
    url: { type: 'string', minLength: 1, maxLength: 4096 },
    type: text,
    language: textOrNull,
  }),
} as const;

export const nonLinear = {
  type: ['object', 'null'],
  required: ['imageUrl', 'type', 'width', 'height'],
  additionalProperties: false,
  properties: {
    id: text,
    imageUrl: { type: 'string', minLength: 1, maxLength: 4096 },
    type: text,
    width: { type: 'integer', minimum: 1 },
    height: { type: 'integer', minimum: 1 },
    durationMs: milliseconds,
    clickThrough: textOrNull,
    altText: textOrNull,
  },
} as const;

/** A word, or `{minutes}`. */
export const separation = {
  type: ['string', 'object'],
  pattern: '^(none|adjacent|pod|stream)$',
  required: ['minutes'],
  additionalProperties: false,
  properties: { minutes: { type: 'number', exclusiveMinimum: 0 } },
} as const;

const wholeSeconds = { type: 'integer', minimum: 0, maximum: 3600 } as const;

/** Floors by length, in the words of OpenRTB. */
export const durfloors = {
  type: 'array',
  items: closed(['bidfloor'], { mindur: wholeSeconds, maxdur: wholeSeconds, bidfloor: money }),
} as const;

/** Which places of a pod bidders may ask for. */
export const places = ['any', 'first', 'last', 'first-or-last'] as const;

/** Places of a pod that are sold alone: no pod has more than twelve. */
export const slots = {
  type: 'array',
  maxItems: 12,
  items: closed(['maxMs'], {
    id,
    position: { enum: places },
    minMs: milliseconds,
    maxMs: milliseconds,
    floorCpm: money,
  }),
} as const;
