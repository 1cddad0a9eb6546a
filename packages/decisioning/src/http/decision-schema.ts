import { DECISION_PROTOCOL } from '@cutaway/model';
import { HINT_SCHEMA, POD_LIMITS_SCHEMA, VIEWING_SCHEMA } from './viewing-schema.js';

/** Sessions and breaks name themselves; long enough for a DATERANGE ID, short enough to keep. Half a surrogate pair goes into no address. */
export const ID_SCHEMA = { type: 'string', minLength: 1, maxLength: 256, pattern: '^\\P{Cs}*$' } as const;

/** JSON Schema of `DecisionRequest`. Fields that it does not know are left alone: a later SDK may say more. */
export const DECISION_REQUEST_SCHEMA = {
  type: 'object',
  required: ['protocol', 'sessionId', 'breakId', 'kind', 'startsAt', 'durationMs', 'upids', 'budgetMs'],
  properties: {
    protocol: { const: DECISION_PROTOCOL },
    sessionId: ID_SCHEMA,
    breakId: ID_SCHEMA,
    kind: { enum: ['linear', 'overlay'] },
    startsAt: { type: 'number' },
    durationMs: { type: ['number', 'null'], minimum: 0 },
    upids: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['type', 'hex'],
        properties: {
          type: { type: 'integer', minimum: 0, maximum: 255 },
          hex: { type: 'string', maxLength: 512, pattern: '^([0-9a-f]{2})*$' },
        },
      },
    },
    budgetMs: { type: 'number', minimum: 0 },
    consent: {
      type: 'object',
      required: ['personalised'],
      properties: {
        personalised: { type: 'boolean' },
        gdprApplies: { type: 'boolean' },
        tcString: { type: 'string', maxLength: 8192 },
        gppString: { type: 'string', maxLength: 8192 },
        gppSectionIds: { type: 'array', maxItems: 32, items: { type: 'integer' } },
        coppa: { type: 'boolean' },
        usPrivacy: { type: 'string', maxLength: 16 },
      },
    },
    identity: {
      type: 'object',
      required: ['ifa', 'ifaType', 'lmt'],
      properties: {
        ifa: { type: ['string', 'null'], maxLength: 256 },
        ifaType: { type: ['string', 'null'], maxLength: 64 },
        lmt: { type: 'boolean' },
      },
    },
    position: { enum: ['pre', 'post'] },
    publisher: ID_SCHEMA,
    viewing: VIEWING_SCHEMA,
    pod: POD_LIMITS_SCHEMA,
    hint: HINT_SCHEMA,
    picks: { type: 'boolean' },
    joins: { type: 'boolean' },
  },
} as const;
