import { LONGEST_NAME, MOST_NAMES } from '../live/sign-hint.js';

const short = { type: 'string', maxLength: 256 } as const;
const values = { type: 'array', maxItems: 64, items: short } as const;
const strings = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, short]));

/** JSON Schema of `Viewing`: who watches what on which device. */
export const VIEWING_SCHEMA = {
  type: 'object',
  properties: {
    device: {
      type: 'object',
      properties: {
        ...strings('os', 'osVersion', 'make', 'model', 'language'),
        type: { enum: ['tv', 'set-top-box', 'connected-device', 'phone', 'tablet', 'desktop'] },
      },
    },
    app: { type: 'object', properties: strings('bundle', 'name', 'domain', 'storeUrl') },
    content: {
      type: 'object',
      properties: {
        ...strings('id', 'title', 'series', 'season', 'channel', 'network', 'language', 'rating'),
        genres: values,
        live: { type: 'boolean' },
      },
    },
    geo: { type: 'object', properties: strings('country', 'region', 'metro', 'city', 'zip') },
    segments: { type: 'array', maxItems: 256, items: short },
    custom: { type: 'object', maxProperties: 64, additionalProperties: values },
    household: short,
  },
} as const;

const ms = { type: 'number', minimum: 0, maximum: 86_400_000 } as const;

/** JSON Schema of `PodLimits`. */
export const POD_LIMITS_SCHEMA = {
  type: 'object',
  properties: {
    ...{ minMs: ms, minAdMs: ms, maxAdMs: ms },
    maxAds: { type: 'integer', minimum: 0, maximum: 100 },
    requiredAdMs: { type: 'array', minItems: 1, maxItems: 32, items: ms },
    mimes: { type: 'array', minItems: 1, maxItems: 64, items: short },
  },
} as const;

/** JSON Schema of `BreakHint`, as it comes back. */
export const HINT_SCHEMA = {
  type: 'object',
  required: [
    ...['planId', 'expectedStartMs', 'durationMs', 'windowStartMs', 'windowMs', 'expiresAtMs', 'names', 'mac'],
  ],
  properties: {
    planId: { type: 'string', minLength: 1, maxLength: 256 },
    ...{ expectedStartMs: { type: 'number' }, windowStartMs: { type: 'number' }, expiresAtMs: { type: 'number' } },
    ...{ durationMs: ms, windowMs: ms },
    names: { type: 'array', maxItems: MOST_NAMES, items: { type: 'string', maxLength: LONGEST_NAME } },
    mac: { type: 'string', maxLength: 128 },
  },
} as const;
