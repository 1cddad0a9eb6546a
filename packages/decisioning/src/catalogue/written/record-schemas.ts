import * as field from './field-schemas.js';
import { closed } from './field-schemas.js';
import type { Kind } from './kinds.js';

const dateTime = { type: ['string', 'null'], format: 'date-time' } as const;

const creatives = {
  type: 'array',
  minItems: 1,
  items: {
    type: ['string', 'object'],
    minLength: 1,
    required: ['id'],
    additionalProperties: false,
    properties: { id: field.id, weight: { type: 'number', exclusiveMinimum: 0 } },
  },
} as const;

const goal = {
  type: ['object', 'null'],
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    impressions: { type: 'integer', minimum: 1 },
    spend: { type: 'number', exclusiveMinimum: 0 },
    share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  },
} as const;

/**
 * JSON Schema of each record as it is written. A field that it does not know is an error: a misspelt limit must not pass in
 * silence.
 */
export const RECORD_SCHEMAS = {
  advertisers: closed(['id', 'domain'], {
    id: field.id,
    domain: field.text,
    name: field.text,
    categories: field.ids,
    caps: field.caps,
    status: field.status,
  }),
  campaigns: closed(['id', 'advertiserId'], {
    id: field.id,
    advertiserId: field.id,
    name: field.text,
    caps: field.caps,
    budget: { type: ['number', 'null'], exclusiveMinimum: 0 },
    currency: field.currency,
    status: field.status,
  }),
  creatives: closed(['id', 'durationMs'], {
    id: field.id,
    durationMs: field.milliseconds,
    title: field.text,
    kind: field.kind,
    skipAfterMs: { type: ['integer', 'null'], minimum: 0 },
    universalAdId: field.textOrNull,
    mediaHash: field.textOrNull,
    clickThrough: field.textOrNull,
    mediaFiles: field.mediaFiles,
    captions: field.captions,
    nonLinear: field.nonLinear,
    categories: field.ids,
    caps: field.caps,
    readiness: { enum: ['ready', 'new', 'transcoding', 'rejected'] },
    readinessReason: field.textOrNull,
    status: field.status,
  }),
  lineItems: closed(['id', 'creatives'], {
    id: field.id,
    campaignId: field.id,
    advertiserId: field.id,
    type: { enum: ['sponsorship', 'guaranteed', 'price-priority', 'house'] },
    kind: field.kind,
    priceCpm: field.money,
    currency: field.currency,
    startsAt: dateTime,
    endsAt: dateTime,
    status: field.status,
    goal,
    pacing: { enum: ['even', 'front-loaded', 'asap'] },
    targeting: field.targeting,
    caps: field.caps,
    creatives,
    position: { enum: ['any', 'first', 'last', 'bumper-in', 'bumper-out'] },
  }),
  bidders: closed(['id', 'url'], {
    id: field.id,
    url: { type: 'string', pattern: '^https?://[^/\\s]+', maxLength: 4096 },
    pods: { enum: ['dynamic', 'structured', 'hybrid', 'none'] },
    tmaxMs: { type: 'integer', minimum: 10, maximum: 10_000 },
    enabled: { type: 'boolean' },
    qps: { type: ['number', 'null'], exclusiveMinimum: 0 },
  }),
  deals: closed(['id'], {
    id: field.id,
    floorCpm: field.money,
    currency: field.currency,
    auction: { enum: [1, 2, 3] },
    guaranteed: { type: 'boolean' },
    bidderIds: field.ids,
    targeting: field.targeting,
  }),
  publishers: closed(['id'], {
    id: field.id,
    blockedCategories: field.ids,
    blockedDomains: field.ids,
    blockedAttributes: { type: 'array', items: { type: 'integer', minimum: 1 } },
    floorCpm: field.money,
    durfloors: field.durfloors,
    mincpmpersec: { type: ['number', 'null'], minimum: 0 },
    privateAuction: { type: 'boolean' },
    slots: field.slots,
    openTime: { enum: ['none', ...field.places] },
    asi: field.id,
    sid: field.id,
    currency: field.currency,
    maxAds: { type: 'integer', minimum: 1, maximum: 100 },
    separation: closed([], { advertiser: field.separation, category: field.separation }),
    contingency: field.ids,
    slate: field.mediaFiles,
    fillBonusCpmPerSecond: field.money,
    cohorts: { enum: ['asked', 'all', 'fallback'] },
  }),
} as const satisfies Readonly<Record<Kind, object>>;
