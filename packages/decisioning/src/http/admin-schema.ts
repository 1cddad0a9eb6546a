import { ACT_KINDS } from '../catalogue/changes/change.js';
import { KINDS, type Kind } from '../catalogue/written/kinds.js';
import { RECORD_SCHEMAS } from '../catalogue/written/record-schemas.js';
import { mediaFiles, textOrNull } from '../catalogue/written/field-schemas.js';
import { ID_SCHEMA } from './decision-schema.js';

/** The address of each list under `/admin/v1`. */
export const KIND_PATHS: Readonly<Record<Kind, string>> = {
  advertisers: 'advertisers',
  campaigns: 'campaigns',
  creatives: 'creatives',
  lineItems: 'line-items',
  bidders: 'bidders',
  deals: 'deals',
  publishers: 'publishers',
};

/** By what a list may be filtered, beside `q`: a field and its value. */
export const KIND_FILTERS: Readonly<Record<Kind, readonly string[]>> = {
  advertisers: ['status', 'domain'],
  campaigns: ['status', 'advertiserId'],
  creatives: ['status', 'kind', 'readiness'],
  lineItems: ['status', 'campaignId', 'advertiserId', 'type', 'kind', 'position'],
  bidders: ['enabled', 'pods'],
  deals: ['guaranteed'],
  publishers: [],
};

const filter = { type: 'string', maxLength: 256 } as const;
const count = { type: 'string', pattern: '^[1-9]\\d{0,3}$' } as const;
const reason = { type: 'string', maxLength: 1024 } as const;

export const ID_PARAMS = { type: 'object', required: ['id'], properties: { id: ID_SCHEMA } } as const;

/** A filter that is misspelt would list everything, so it is refused. */
export const LIST_QUERIES = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        q: filter,
        after: ID_SCHEMA,
        limit: count,
        ...Object.fromEntries(KIND_FILTERS[kind].map((field) => [field, filter])),
      },
    },
  ]),
) as Readonly<Record<Kind, object>>;

/** `dryRun=1`: says what would come of it, and does nothing. */
export const CHANGE_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: { dryRun: { enum: ['0', '1'] }, reason },
} as const;

export const CHANGE_HEADERS = {
  type: 'object',
  properties: { 'if-match': { type: 'string' }, 'if-none-match': { type: 'string' } },
} as const;

/** A record without the id, which the address has; it may be there too. */
export const putBodyOf = (kind: Kind) => ({
  ...RECORD_SCHEMAS[kind],
  required: RECORD_SCHEMAS[kind].required.filter((field) => field !== 'id'),
});

/** Some of a record's fields; null takes one back to its default. */
export const patchBodyOf = (kind: Kind) => ({
  ...{ type: 'object', minProperties: 1, required: [], additionalProperties: false },
  properties: RECORD_SCHEMAS[kind].properties,
});

/** A POST that changes something may say why. */
export const REASON_BODY = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: { reason },
} as const;

export const REASON_QUERY = { type: 'object', properties: { reason } } as const;

/** What whoever transcodes or packages a creative says of it. Fields of the creative that came out of it may be with it. */
export const READINESS_BODY = {
  type: 'object',
  required: ['readiness'],
  additionalProperties: false,
  properties: {
    readiness: RECORD_SCHEMAS.creatives.properties.readiness,
    reason,
    mediaFiles,
    durationMs: RECORD_SCHEMAS.creatives.properties.durationMs,
    mediaHash: textOrNull,
    universalAdId: textOrNull,
  },
} as const;

export const AUDIT_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    kind: { enum: [...Object.values(KIND_PATHS), ...ACT_KINDS] },
    id: ID_SCHEMA,
    actor: filter,
    before: { type: 'string', pattern: '^\\d{1,15}$' },
    limit: count,
  },
} as const;

const RECORD_VIEW = {
  type: ['object', 'null'],
  properties: {
    id: { type: 'string' },
    version: { type: 'string' },
    from: { type: 'string' },
    record: { type: 'object', additionalProperties: true },
  },
} as const;
const error = {
  type: 'object',
  additionalProperties: true,
  properties: { statusCode: { type: 'integer' }, error: { type: 'string' }, field: { type: ['string', 'null'] } },
} as const;
const answered = <P extends object>(properties: P) =>
  ({ 200: { type: 'object', properties }, '4xx': error, '5xx': error }) as const;
const open = { type: ['object', 'null'], additionalProperties: true } as const;
const version = { type: 'string' } as const;

export const RECORD_ANSWER = { ...answered({}), 200: RECORD_VIEW } as const;
export const LIST_ANSWER = answered({
  version,
  records: { type: 'array', items: RECORD_VIEW },
  next: { type: ['string', 'null'] },
});
const changed = { version, seq: { type: ['integer', 'null'] }, record: RECORD_VIEW } as const;
const whyNot = { type: 'array', items: { type: 'string' } } as const;
export const CHANGE_ANSWER = { ...answered(changed), 201: { type: 'object', properties: changed } } as const;
export const READINESS_ANSWER = answered({ ...changed, readiness: version, notReadyBecause: whyNot });
export const PREFLIGHT_ANSWER = answered({
  isReady: { type: 'boolean' },
  isProbed: { type: 'boolean' },
  faults: { type: 'array', items: open },
});
export const AUDIT_ANSWER = answered({
  entries: { type: 'array', items: open },
  next: { type: ['integer', 'null'] },
});
export const CATALOGUE_ANSWER = { ...answered({}), 200: open } as const;
