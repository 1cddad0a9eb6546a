import { TRACKING_EVENTS } from '@cutaway/model';
import { ID_SCHEMA } from './decision-schema.js';

/** Path of a beacon. Its events are a closed list: a metric label must not grow with what strangers send. */
export const BEACON_PARAMS_SCHEMA = {
  type: 'object',
  required: ['sessionId', 'adInstanceId', 'level', 'event'],
  properties: {
    sessionId: ID_SCHEMA,
    adInstanceId: ID_SCHEMA,
    level: { type: 'string', pattern: '^\\d{1,2}$' },
    event: { enum: TRACKING_EVENTS },
    index: { type: 'string', pattern: '^\\d{0,3}$' },
  },
} as const;

export const BEACON_QUERY_SCHEMA = {
  type: 'object',
  properties: {
    code: { type: 'string', maxLength: 64 },
    playhead: { type: 'string', maxLength: 64 },
    by: { type: 'string', maxLength: 64 },
    of: { type: 'string', maxLength: 64 },
    at: { type: 'string', maxLength: 64 },
    cb: { type: 'string', maxLength: 64 },
  },
} as const;
