const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const number = { type: 'number' } as const;
const numberOrNull = { type: ['number', 'null'] } as const;
const listOf = <Items extends object>(items: Items) => ({ type: 'array', items }) as const;
const object = <Properties extends object>(required: readonly string[], properties: Properties) =>
  ({ type: 'object', required, properties }) as const;

const TRACKER = object(['event', 'url', 'level', 'index'], { event: text, url: text, level: number, index: number });
const MEDIA_FILE = object(['url', 'type'], { url: text, type: text, codec: textOrNull, width: numberOrNull });
const CAPTIONS = object(['url', 'type'], { url: text, type: text, language: textOrNull });
const AD = object(['adId', 'adInstanceId', 'durationMs', 'mediaFiles', 'trackers'], {
  ...{ adId: text, adInstanceId: text, title: textOrNull, advertiser: textOrNull, universalAdId: textOrNull },
  ...{ durationMs: numberOrNull, skipAfterMs: numberOrNull, clickThrough: textOrNull },
  mediaFiles: listOf(MEDIA_FILE),
  captions: listOf(CAPTIONS),
  nonLinear: { type: ['object', 'null'] },
  trackers: listOf(TRACKER),
  beacons: {
    ...object(['at', 'events'], { at: text, events: listOf(text) }),
    description: 'to who joins addresses: trackers that come before those written out',
  },
});
const POD = object(['id', 'breakId', 'beaconedBy', 'ads'], {
  ...{ id: text, breakId: text },
  beaconedBy: { enum: ['client', 'server'] },
  ads: listOf({ $ref: '#/components/schemas/Ad' }),
});

/** What a pod comes in: `DecisionReply` of @cutaway/model, with what a caller without the SDK needs to know. */
const DECISION_REPLY = object(['protocol', 'pod', 'stitched', 'errorUrls'], {
  protocol: { const: 1 },
  pod: { $ref: '#/components/schemas/Pod' },
  stitched: { type: ['array', 'null'], description: 'not null: the stream holds the ads already' },
  errorUrls: { ...listOf(text), description: 'called with [ERRORCODE] where the pod cannot be used or is empty' },
  rung: { enum: ['full', 'cohort', 'contingency', 'slate', 'empty'], description: 'how far down the answer stands' },
  reason: { ...text, description: 'why it is not the rung above' },
  beacons: {
    ...object(['base', 'tails'], { base: text, tails: { type: 'object', additionalProperties: text } }),
    description: 'the address of an ad’s beacon is base, its beacons.at, and the tail of the event',
  },
  expiresAtMs: { ...number, description: 'the pod may begin until then, epoch milliseconds' },
  alternates: listOf(object(['slot', 'ad'], { slot: number, ad: { $ref: '#/components/schemas/Ad' } })),
  explain: listOf(object(['candidateId', 'verdict'], { candidateId: text, verdict: text, detail: text })),
});

const ERROR = object(['statusCode', 'error', 'field'], {
  statusCode: { type: 'integer' },
  error: { ...text, description: 'Cannot <do> <what>: <state now>, expected <state wanted>' },
  field: { ...textOrNull, description: 'what was wrong in the request, where one field was' },
});

/** `components.schemas` of the OpenAPI document. */
export const ANSWER_SCHEMAS = { DecisionReply: DECISION_REPLY, Pod: POD, Ad: AD, Error: ERROR } as const;
