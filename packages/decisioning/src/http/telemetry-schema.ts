import { TELEMETRY_PROTOCOL, TRACKING_EVENTS } from '@cutaway/model';
import { ID_SCHEMA } from './decision-schema.js';

const HASH = '[0-9a-f]{64}';

/** JSON Schema of `TelemetryBatch`. A session without entries is worth nothing, so a batch has some. */
export const TELEMETRY_SCHEMA = {
  type: 'object',
  required: ['protocol', 'sessionId', 'automated', 'attestation', 'entries'],
  properties: {
    protocol: { const: TELEMETRY_PROTOCOL },
    sessionId: ID_SCHEMA,
    automated: { type: ['boolean', 'null'] },
    attestation: { type: ['string', 'null'], maxLength: 8192 },
    entries: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: {
        type: 'object',
        required: ['seq', 'prev', 'event', 'key', 'atMs', 'keyId', 'hash'],
        properties: {
          seq: { type: 'integer', minimum: 1, maximum: 1_000_000 },
          prev: { type: 'string', pattern: `^(${HASH})?$` },
          event: { enum: TRACKING_EVENTS },
          key: { type: 'string', minLength: 1, maxLength: 512 },
          atMs: { type: 'integer' },
          keyId: { type: ['string', 'null'], maxLength: 64 },
          hash: { type: 'string', pattern: `^${HASH}$` },
        },
      },
    },
  },
} as const;
