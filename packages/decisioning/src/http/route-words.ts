import { KIND_WORDS, KINDS, type Kind } from '../catalogue/written/kinds.js';
import { KIND_PATHS } from './admin-schema.js';

/** A status and what it means here. What is not refused by a route of its own has the refusals of all. */
type Answers = Readonly<
  Partial<Record<200 | 201 | 204 | 302 | 304 | 400 | 401 | 403 | 404 | 409 | 412 | 502 | 503, string>>
>;

/** What a schema does not say of an address. */
export interface RouteWords {
  readonly summary: string;
  readonly tag: 'decisions' | 'beacons' | 'live' | 'stitched' | 'reports' | 'administration' | 'operation';
  /** A schema of `components.schemas` that the 200 is, where it is JSON. */
  readonly gives?: 'DecisionReply';
  /** The media type, where it is not JSON. */
  readonly type?: string;
  readonly answers: Answers;
}

const UNREADABLE = 'cannot be read: `field` names what was wrong';
const GUARDED: Answers = { 401: 'no valid token', 403: 'the service has no tokens' };
const OPERATORS: Answers = { 401: 'no valid token' };
const XML = 'application/xml';
const PLAYLIST = 'application/vnd.apple.mpegurl';

const CHANGED: Answers = {
  ...{ 200: 'the record as it is now', 400: UNREADABLE, ...GUARDED, 404: 'there is none' },
  ...{ 409: 'other records have something against it', 412: 'it was changed since', 503: 'it could not be kept' },
};
const MADE: Answers = { ...CHANGED, 201: 'it is new' };

const PUBLIC: Readonly<Record<string, RouteWords>> = {
  'post /v1/decisions': {
    ...{ tag: 'decisions', summary: 'A pod for one break', gives: 'DecisionReply' },
    answers: { 200: 'always a pod, which may be empty: `rung` and `reason` say how it came about', 400: UNREADABLE },
  },
  'get /v1/vast': {
    ...{ tag: 'decisions', summary: 'A pod for one break, as VAST 4.2', type: XML },
    answers: { 200: 'a document, without ads where the pod is empty', 400: UNREADABLE },
  },
  'get /v1/vmap': {
    ...{ tag: 'decisions', summary: 'Pods for several breaks, as VMAP 1.0.1', type: XML },
    answers: { 200: 'a document with each break', 400: UNREADABLE },
  },
  'get /v1/asset-list': {
    ...{ tag: 'decisions', summary: 'A pod for one break, as an HLS asset list with SVTA 2053-2 tracking' },
    answers: { 200: 'a list, which may be empty', 400: UNREADABLE },
  },
  'get /v1/cohort/decision': {
    ...{
      tag: 'decisions',
      summary: 'A pod for a cohort: for a CDN, the same for all who ask so',
      gives: 'DecisionReply',
    },
    answers: { 200: 'as long as Cache-Control says; `cutaway-cohort` names the cohort', 400: UNREADABLE },
  },
  'get /v1/cohort/vast': {
    ...{ tag: 'decisions', summary: 'The same as VAST 4.2', type: XML },
    answers: { 200: 'a document, without ads where the pod is empty', 400: UNREADABLE },
  },
  'get /v1/cohort/asset-list': {
    ...{ tag: 'decisions', summary: 'The same as an HLS asset list' },
    answers: { 200: 'a list, which may be empty', 400: UNREADABLE },
  },
  'get /b/{token}/{what}': {
    ...{ tag: 'beacons', summary: 'Hears one event of an ad; its URL comes with the pod' },
    answers: { 204: 'it is durable, whatever it was judged to be', 400: UNREADABLE, 503: 'not kept: send it again' },
  },
  'post /v1/events': {
    ...{ tag: 'beacons', summary: 'Hears many events of one device' },
    answers: {
      200: 'each was kept: `outcomes` in their order',
      400: UNREADABLE,
      503: 'one was not kept: send all again',
    },
  },
  'get /v1/beacons': {
    ...{ tag: 'beacons', summary: 'What was heard lately of one session; of all, with a token' },
    answers: { 200: 'a list, oldest first', 400: UNREADABLE, ...GUARDED },
  },
  'post /v1/telemetry': {
    ...{ tag: 'beacons', summary: "Hears entries of a session's ledger" },
    answers: { 204: 'they were heard, whatever is wrong with them', 400: UNREADABLE },
  },
  'get /v1/sessions/{sessionId}/ledger': {
    ...{ tag: 'beacons', summary: "What a session's ledger proves" },
    answers: { 200: 'the verdict', 404: 'no entry was heard' },
  },
  'get /v1/live/{channel}/plan': {
    ...{ tag: 'live', summary: 'The breaks that are known ahead, as signed hints: for players, fit for a CDN' },
    answers: { 200: 'the plan', 304: 'as it was' },
  },
  'post /v1/live/{channel}/breaks': {
    ...{ tag: 'live', summary: 'Announces a break' },
    answers: { 201: 'it is planned', 400: UNREADABLE, ...OPERATORS, 409: 'there are too many, or it is too late' },
  },
  'get /v1/live/{channel}/breaks': {
    ...{ tag: 'live', summary: 'Each planned break and its state' },
    answers: { 200: 'breaks, and how many watch', ...OPERATORS },
  },
  'patch /v1/live/{channel}/breaks/{id}': {
    ...{ tag: 'live', summary: 'Moves, shortens or extends a break' },
    answers: { 200: 'the plan', 400: UNREADABLE, ...OPERATORS, 404: 'there is none', 409: 'it is over' },
  },
  'delete /v1/live/{channel}/breaks/{id}': {
    ...{ tag: 'live', summary: 'Calls a break off' },
    answers: { 200: 'the plan', ...OPERATORS, 404: 'there is none' },
  },
  'post /v1/live/{channel}/schedules': {
    ...{ tag: 'live', summary: 'Announces many breaks: all of them or none' },
    answers: { 201: 'they are planned', 400: UNREADABLE, ...OPERATORS, 409: 'there are too many' },
  },
  'post /v1/live/{channel}/recurring': {
    ...{ tag: 'live', summary: 'Announces a break again and again' },
    answers: { 201: 'the rule', 400: UNREADABLE, ...OPERATORS },
  },
  'get /v1/live/{channel}/recurring': {
    ...{ tag: 'live', summary: 'The rules of recurring breaks' },
    answers: { 200: 'a list', ...OPERATORS },
  },
  'delete /v1/live/{channel}/recurring/{id}': {
    ...{ tag: 'live', summary: 'Ends a rule' },
    answers: { 204: 'it is over', ...OPERATORS, 404: 'there is none' },
  },
  'post /v1/live/{channel}/concurrency': {
    ...{ tag: 'live', summary: 'Tells how many watch: windows of breaks to come are sized by it' },
    answers: { 204: 'it counts', 400: UNREADABLE, ...OPERATORS },
  },
  'put /v1/live/{channel}/forecast': {
    ...{ tag: 'live', summary: 'Tells how many will watch, and how much is to be filled' },
    answers: { 204: 'it is counted on', 400: UNREADABLE, ...OPERATORS },
  },
  'get /ssai/{session}/{name}': {
    ...{ tag: 'stitched', summary: 'A playlist of the channel with its breaks stitched', type: PLAYLIST },
    answers: { 200: 'the playlist', 400: UNREADABLE, 404: 'there is none', 502: 'the channel does not answer' },
  },
  'get /ssai/{session}/segment/{adInstanceId}/{rendition}/{segment}': {
    ...{ tag: 'stitched', summary: 'An ad segment of a session whose beacons the server sends' },
    answers: { 302: 'where the segment is', 400: UNREADABLE, 404: 'there is none' },
  },
  'post /ssai/{session}/decision': {
    ...{ tag: 'stitched', summary: 'What is stitched into a break, for the SDK', gives: 'DecisionReply' },
    answers: { 200: 'the pod and where its ads lie', 400: UNREADABLE },
  },
  'get /admin/v1/reports': {
    ...{ tag: 'reports', summary: 'Sums by time, break, line item, creative, campaign, bidder or cohort' },
    answers: { 200: 'rows', 400: UNREADABLE, ...OPERATORS, 503: 'decisions are more important now' },
  },
  'get /admin/v1/reports/reconciliation': {
    ...{ tag: 'reports', summary: 'Decisions beside impressions, per line item and bidder' },
    answers: { 200: 'rows', 400: UNREADABLE, ...OPERATORS, 503: 'decisions are more important now' },
  },
  'get /admin/v1/catalogue': {
    ...{ tag: 'administration', summary: 'The snapshot that decides, whole, and what is wrong with newer files' },
    answers: { 200: 'the snapshot', ...GUARDED },
  },
  'post /admin/v1/catalogue/reload': {
    ...{ tag: 'administration', summary: 'Reads the files again' },
    answers: { 200: 'they are published', ...GUARDED, 409: 'they have faults: what was goes on' },
  },
  'get /admin/v1/audit': {
    ...{ tag: 'administration', summary: 'Who changed what, the latest first' },
    answers: { 200: 'a page', 400: UNREADABLE, ...GUARDED },
  },
  'post /admin/v1/creatives/{id}/readiness': {
    ...{ tag: 'administration', summary: 'Tells what became of transcoding or packaging' },
    answers: CHANGED,
  },
  'get /admin/v1/creatives/{id}/preflight': {
    ...{ tag: 'administration', summary: 'Whether a creative can play on a television, and why not' },
    answers: { 200: 'the faults', ...GUARDED, 404: 'there is none' },
  },
  'get /health': { tag: 'operation', summary: 'The service runs', answers: { 200: 'it does' } },
  'get /health/live': { tag: 'operation', summary: 'The process runs', answers: { 200: 'it does' } },
  'get /health/ready': {
    ...{ tag: 'operation', summary: 'Whether it is to get requests' },
    answers: {
      200: 'it is; `degraded` names what is away or cannot be read, and what goes on',
      503: '`reasons` say why not',
    },
  },
  'get /metrics': {
    ...{ tag: 'operation', summary: 'Metrics for Prometheus', type: 'text/plain' },
    answers: { 200: 'text format 0.0.4' },
  },
};

const SWITCHED: readonly Kind[] = ['advertisers', 'campaigns', 'creatives', 'lineItems', 'bidders'];

function recordsOf(kind: Kind): Readonly<Record<string, RouteWords>> {
  const path = `/admin/v1/${KIND_PATHS[kind]}`;
  const a = `${kind === 'advertisers' ? 'an' : 'a'} ${KIND_WORDS[kind]}`;
  const one = `${path}/{id}`;
  const admin = (summary: string, answers: Answers): RouteWords => ({ tag: 'administration', summary, answers });
  return {
    [`get ${path}`]: admin(`A page of ${KIND_PATHS[kind].replace('-', ' ')}, by id`, {
      200: 'a page',
      400: UNREADABLE,
      ...GUARDED,
    }),
    [`get ${one}`]: admin(`One ${KIND_WORDS[kind]}`, { 200: 'the record', ...GUARDED, 404: 'there is none' }),
    [`put ${one}`]: admin(`Sets ${a}, whole`, MADE),
    [`patch ${one}`]: admin(`Changes some fields of ${a}`, MADE),
    [`delete ${one}`]: admin(`Takes ${a} out`, CHANGED),
    [`post ${one}/reset`]: admin(`Gives ${a} back to what the files say`, CHANGED),
    ...(SWITCHED.includes(kind) && {
      [`post ${one}/pause`]: admin(`Stops ${a} at once`, CHANGED),
      [`post ${one}/resume`]: admin(`Lets ${a} go on`, CHANGED),
    }),
  };
}

/** By method and address, as the OpenAPI document has them. */
export const ROUTE_WORDS: ReadonlyMap<string, RouteWords> = new Map(
  [PUBLIC, ...KINDS.map(recordsOf)].flatMap((routes) => Object.entries(routes)),
);
