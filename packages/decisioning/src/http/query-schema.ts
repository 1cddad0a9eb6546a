import { ID_SCHEMA } from './decision-schema.js';

const text = { type: 'string', maxLength: 8192 } as const;
const flag = { type: 'string', pattern: '^[01]$', description: '0 or 1' } as const;
const milliseconds = { type: 'string', pattern: '^\\d{1,9}$' } as const;
const seconds = { type: 'string', pattern: '^\\d{1,6}$' } as const;

/** What every address for players with an ad tag takes; everything is text there. What says nothing has been left out by then (`filledOf`). */
const ASKER = {
  publisher: { ...ID_SCHEMA, description: 'whose programme it is' },
  minMs: { ...milliseconds, description: 'shortest pod' },
  minAdMs: milliseconds,
  minAdSeconds: { ...seconds, description: '[BREAKMINADLENGTH], where `minAdMs` is left out' },
  maxAdMs: milliseconds,
  maxAdSeconds: { ...seconds, description: '[BREAKMAXADLENGTH], where `maxAdMs` is left out' },
  maxAds: { type: 'string', pattern: '^\\d{1,3}$', description: '[BREAKMAXADS]' },
  adMs: { type: 'string', pattern: '^\\d{1,9}(,\\d{1,9})*$', description: 'lengths that ads must have' },
  mimes: { ...text, description: '[MEDIAMIME]: types that can be played, with commas' },
  ifa: { ...text, description: '[IFA]' },
  ifaType: { ...text, description: '[IFATYPE]' },
  lmt: { ...flag, description: '[LIMITADTRACKING]' },
  gdpr: { ...flag, description: 'whether the GDPR applies' },
  gdprConsent: { ...text, description: '[GDPRCONSENT], a TCF string' },
  gpp: { ...text, description: '[GPPSTRING]' },
  gppSid: { type: 'string', pattern: '^\\d{1,3}([,_]\\d{1,3})*$', description: '[GPPSECTIONID]' },
  usPrivacy: { type: 'string', maxLength: 16, description: '1YNN' },
  coppa: flag,
  regulations: { ...text, description: '[REGULATIONS]: `coppa` and `gdpr` in it count where these two are left out' },
  os: text,
  osVersion: text,
  make: text,
  model: text,
  deviceType: { enum: ['tv', 'set-top-box', 'connected-device', 'phone', 'tablet', 'desktop'] },
  language: { ...text, description: '[DEVICELANG]' },
  bundle: { ...text, description: '[APPBUNDLE]' },
  app: { ...text, description: 'its name' },
  domain: { ...text, description: '[DOMAIN]' },
  storeUrl: { ...text, description: '[STOREURL]' },
  contentId: { ...text, description: '[CONTENTID]' },
  title: text,
  series: text,
  season: text,
  genre: { ...text, description: 'one or more, with commas' },
  channel: text,
  network: text,
  contentLanguage: { ...text, description: 'the programme’s' },
  rating: text,
  live: flag,
  country: { type: 'string', pattern: '^[A-Za-z]{2}$' },
  region: { ...text, description: 'ISO 3166-2, without the country' },
  metro: text,
  city: text,
  zip: text,
  household: { ...ID_SCHEMA, description: 'its name, hashed' },
  upids: {
    type: 'string',
    pattern: '^\\d{1,3}:([0-9A-Fa-f]{2})+(,\\d{1,3}:([0-9A-Fa-f]{2})+)*$',
    maxLength: 8192,
    description: 'type:hex of the break’s signal, with commas',
  },
  segments: { ...text, description: 'provider:segment, with commas' },
  custom: { ...text, description: 'key:value pairs, with commas' },
} as const;

const OF_A_VIEWER = [
  ...['ifa', 'ifaType', 'lmt', 'household'],
  ...['gdpr', 'gdprConsent', 'gpp', 'gppSid', 'usPrivacy', 'coppa', 'regulations'],
];

/** Of an address that is for one break. */
const ONE_BREAK = {
  durationMs: milliseconds,
  maxSeconds: { ...seconds, description: '[BREAKMAXDURATION], where `durationMs` is left out' },
  breakPosition: {
    type: 'string',
    pattern: '^[1-4]$',
    description: '[BREAKPOSITION]: 1 ahead of the programme, 3 behind it; else within',
  },
} as const;

/** Query of `GET /v1/vast`. */
export const VAST_QUERY_SCHEMA = {
  type: 'object',
  required: ['sessionId', 'breakId'],
  properties: {
    sessionId: { ...ID_SCHEMA, description: '[TRANSACTIONID] or another name of the playback' },
    breakId: ID_SCHEMA,
    kind: { enum: ['linear', 'overlay'] },
    ...ONE_BREAK,
    ...ASKER,
  },
} as const;

/** Query of `GET /v1/cohort/…`: no session, no identity, and of consent what it comes to. */
export const COHORT_QUERY_SCHEMA = {
  type: 'object',
  required: ['breakId'],
  properties: {
    breakId: { ...ID_SCHEMA, description: 'the same for all who see the break; of a planned one the plan’s id' },
    kind: { enum: ['linear', 'overlay'] },
    ...ONE_BREAK,
    consent: { enum: ['personalised', 'contextual', 'child'], description: 'contextual where it is left out' },
    part: {
      type: 'string',
      pattern: '^[\\w-]{1,16}$',
      description:
        'a part of the viewers, such as a hash of the session modulo 100; without it nobody gets what not all may have',
    },
    picks: { ...flag, description: '1: the device counts, and picks among alternates' },
    joins: { ...flag, description: '1: a decision as JSON has the addresses of its beacons in short' },
    ...Object.fromEntries(Object.entries(ASKER).filter(([name]) => !OF_A_VIEWER.includes(name))),
  },
} as const;

/** A cohort's query without what its address does not take: of one viewer, nobody has checked it, and it is not true of the others. */
export const ofCohort = <Query extends object>(query: Query): Query =>
  Object.fromEntries(
    Object.entries(query).filter(([name]) => Object.hasOwn(COHORT_QUERY_SCHEMA.properties, name)),
  ) as Query;

/** VMAP 1.0.1 §2.3.1.1. */
const OFFSET = '(start|end|\\d{2}:[0-5]\\d:[0-5]\\d(\\.\\d{3})?|(100|\\d{1,2})(\\.\\d{1,3})?%|#\\d{1,3})';

/** Query of `GET /v1/vmap`. */
export const VMAP_QUERY_SCHEMA = {
  type: 'object',
  required: ['sessionId', 'offsets'],
  properties: {
    sessionId: ID_SCHEMA,
    offsets: {
      type: 'string',
      pattern: `^${OFFSET}(,${OFFSET}){0,63}$`,
      description: 'where breaks are, with commas: start, end, hh:mm:ss(.mmm), n%, #n (VMAP 1.0.1 §2.3.1.1)',
    },
    durationMs: { ...milliseconds, description: 'of each break' },
    maxSeconds: ONE_BREAK.maxSeconds,
    ads: { enum: ['now', 'later'], description: 'now: pods are in the answer (default); later: tags that have them' },
    ...ASKER,
  },
} as const;

/** Query of `GET /v1/asset-list` (RFC 8216bis, appendix D.2). The session is `_HLS_primary_id`, where none is named. */
export const ASSET_LIST_QUERY_SCHEMA = {
  type: 'object',
  required: ['breakId'],
  anyOf: [{ required: ['sessionId'] }, { required: ['_HLS_primary_id'] }],
  properties: {
    sessionId: ID_SCHEMA,
    breakId: ID_SCHEMA,
    ...ONE_BREAK,
    _HLS_primary_id: ID_SCHEMA,
    _HLS_interstitial_id: ID_SCHEMA,
    _HLS_start_offset: { type: 'string', pattern: '^\\d{1,6}(\\.\\d{1,9})?$', description: 'seconds into the break' },
    ...ASKER,
  },
} as const;
