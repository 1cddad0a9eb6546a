import { TRACKING_EVENTS } from '@cutaway/model';

/** Path of a pod's beacon. A token of forty ads is about 1,000 characters. */
export const POD_BEACON_PARAMS_SCHEMA = {
  type: 'object',
  required: ['token', 'what'],
  properties: {
    token: { type: 'string', minLength: 1, maxLength: 4096 },
    what: { type: 'string', pattern: '^(_|[0-9]{1,3})[a-z][a-z0-9]$' },
  },
} as const;

const SHORT = { type: ['string', 'null'], maxLength: 256 } as const;

/** The protocol of `POST /v1/events`. */
const EVENTS_PROTOCOL = 1;

/** Entries of one batch: a whole break of a viewer has fewer. */
const MAX_BATCH = 200;

/** What a batch of events is: `events` in the order in which they happened, each with its place in the token's pod. */
export const EVENT_BATCH_SCHEMA = {
  type: 'object',
  required: ['protocol', 'events'],
  properties: {
    protocol: { const: EVENTS_PROTOCOL },
    events: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_BATCH,
      items: {
        type: 'object',
        required: ['token', 'ad', 'event'],
        properties: {
          token: { type: 'string', minLength: 1, maxLength: 4096 },
          ad: { type: ['integer', 'null'], minimum: 0, maximum: 999 },
          event: { enum: TRACKING_EVENTS },
          nonce: SHORT,
          atMs: { type: ['integer', 'null'], minimum: 0 },
          playhead: SHORT,
          code: { type: ['integer', 'null'], minimum: 0, maximum: 9999 },
          of: SHORT,
          at: SHORT,
          cacheBusting: SHORT,
        },
      },
    },
  },
} as const;
