import { money } from './written/field-schemas.js';

const text = { type: 'string', minLength: 1 } as const;
const textOrNull = { type: ['string', 'null'], minLength: 1 } as const;
const pixels = { type: ['integer', 'null'], minimum: 1 } as const;
const milliseconds = { type: 'integer', minimum: 1, maximum: 3_600_000 } as const;

const mediaFile = {
  type: 'object',
  required: ['url', 'type'],
  additionalProperties: false,
  properties: {
    url: text,
    type: text,
    codec: textOrNull,
    width: pixels,
    height: pixels,
    bitrateKbps: { type: ['number', 'null'], exclusiveMinimum: 0 },
  },
} as const;

const nonLinear = {
  type: ['object', 'null'],
  required: ['imageUrl', 'type', 'width', 'height'],
  additionalProperties: false,
  properties: {
    id: text,
    imageUrl: text,
    type: text,
    width: { type: 'integer', minimum: 1 },
    height: { type: 'integer', minimum: 1 },
    durationMs: milliseconds,
    clickThrough: textOrNull,
    altText: textOrNull,
  },
} as const;

/** JSON Schema of a catalogue file. A field that it does not know is an error: a misspelt limit must not pass in silence. */
export const CATALOGUE_SCHEMA = {
  type: 'object',
  required: ['items'],
  additionalProperties: false,
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'advertiser', 'adomain', 'kind', 'priceCpm', 'durationMs'],
        additionalProperties: false,
        properties: {
          id: text,
          title: text,
          advertiser: text,
          adomain: text,
          kind: { enum: ['linear', 'overlay'] },
          priceCpm: money,
          durationMs: milliseconds,
          skipAfterMs: { type: ['integer', 'null'], minimum: 0 },
          universalAdId: textOrNull,
          clickThrough: textOrNull,
          mediaFiles: { type: 'array', items: mediaFile },
          nonLinear,
        },
        // An ad that nobody could show is refused when it is loaded, not when the break is due.
        if: { properties: { kind: { const: 'overlay' } } },
        then: { required: ['nonLinear'], properties: { nonLinear: { type: 'object' } } },
        else: { required: ['mediaFiles'], properties: { mediaFiles: { type: 'array', minItems: 1 } } },
      },
    },
  },
} as const;
