import { ID_SCHEMA } from './decision-schema.js';

/** 2000 to 2100: seconds where milliseconds are wanted are refused. */
const WALL_MS = { type: 'integer', minimum: 946_684_800_000, maximum: 4_102_444_800_000 } as const;
const LENGTH_MS = { type: 'integer', minimum: 1000, maximum: 3_600_000 } as const;
const AD_MS = { type: 'integer', minimum: 0, maximum: 3_600_000 } as const;
const NAMES = { type: 'array', maxItems: 20, items: ID_SCHEMA } as const;

/** `PodLimits`. */
const LIMITS = {
  type: 'object',
  additionalProperties: false,
  properties: {
    minMs: AD_MS,
    minAdMs: AD_MS,
    maxAdMs: AD_MS,
    maxAds: { type: 'integer', minimum: 0, maximum: 100 },
    requiredAdMs: { type: 'array', minItems: 1, maxItems: 20, items: AD_MS },
  },
} as const;
const TARGETING = {
  type: 'object',
  maxProperties: 50,
  additionalProperties: { type: 'array', maxItems: 100, items: ID_SCHEMA },
} as const;
const OF_BREAK = {
  expectedStartMs: WALL_MS,
  earliestMs: WALL_MS,
  durationMs: LENGTH_MS,
  names: NAMES,
  limits: LIMITS,
  targeting: TARGETING,
} as const;

/** An early break notification. Without `expectedStartMs`: as soon as players can have asked. */
export const BREAK_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { ...OF_BREAK, scte35: { type: 'string', minLength: 1, maxLength: 8192 } },
} as const;

export const CHANGE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: OF_BREAK,
} as const;

export const SCHEDULE_SCHEMA = {
  type: 'object',
  required: ['breaks'],
  properties: {
    breaks: {
      type: 'array',
      minItems: 1,
      maxItems: 250,
      items: { ...BREAK_SCHEMA, required: ['expectedStartMs'] },
    },
  },
} as const;

export const RECURRING_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['fromMs', 'untilMs', 'gapMs', 'durationMs'],
  properties: {
    fromMs: WALL_MS,
    untilMs: WALL_MS,
    gapMs: { type: 'integer', minimum: 10_000, maximum: 86_400_000 },
    durationMs: LENGTH_MS,
    delayAfterEndMs: { type: 'integer', minimum: 0, maximum: 3_600_000 },
    limits: LIMITS,
    targeting: TARGETING,
  },
} as const;

export const CONCURRENCY_SCHEMA = {
  type: 'object',
  required: ['region', 'kind', 'count'],
  properties: { region: ID_SCHEMA, kind: ID_SCHEMA, count: { type: 'integer', minimum: 0, maximum: 10_000_000_000 } },
} as const;

export const FORECAST_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['regions'],
  properties: {
    regions: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['region', 'count'],
        properties: { region: ID_SCHEMA, count: { type: 'integer', minimum: 0, maximum: 10_000_000_000 } },
      },
    },
    fillRatio: { type: 'number', minimum: 0, maximum: 1 },
    peakTps: { type: 'number', minimum: 0 },
  },
} as const;

export const CHANNEL_SCHEMA = { type: 'object', properties: { channel: ID_SCHEMA, id: ID_SCHEMA } } as const;
