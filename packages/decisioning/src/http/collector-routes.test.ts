import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTicket, aTicketAd, NOON } from '../beacons/a-ticket.builder.js';
import { createCollector } from '../beacons/collector.js';
import { podBeaconUrl } from '../beacons/pod-beacon-url.js';
import { mintPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import { aDisk } from '../events/a-disk.builder.js';
import { openSegmentLog, type SegmentLog } from '../events/open-segment-log.js';
import { createEventFold } from '../reports/event-fold.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { answerErrors } from './answer-errors.js';
import { collectorRoutes } from './collector-routes.js';
import { reportRoutes } from './report-routes.js';

const keys = createTokenKeys([{ id: 'k1', secret: 'a secret of the tests' }]);
const NAMES = {
  campaignOf: (id: string) => (id === 'li-10001' ? 'spring' : null),
  creativeOf: () => null,
  lineItemNameOf: (): string | null => null,
};
const ads = [aTicketAd(), aTicketAd({ lineItemId: '=bid, "b"', bidderId: 'b1' })];
const token = mintPodToken(aTicket({ ads, placed: 2 }), keys);

const clock = { nowMs: NOON + 1000 };
let names = NAMES;
let app: FastifyInstance;
let log: SegmentLog;
let heard: string[];
let isBusy: boolean;
let underWay: number;

beforeEach(async () => {
  clock.nowMs = NOON + 1000;
  names = NAMES;
  const nowMs = () => clock.nowMs;
  log = await openSegmentLog({ folder: '/log', disk: aDisk(), flushMs: 0 });
  const fold = createEventFold();
  const collector = await createCollector({ keys, log, fold, nowMs });
  heard = [];
  app = Fastify({ ajv: SCHEMA_OPTIONS, routerOptions: { maxParamLength: 4096 } });
  answerErrors(app);
  collectorRoutes(app, { collector, onHeard: (event, verdict) => heard.push(`${event} ${verdict}`) });
  const isAllowed = ({ headers }: { headers: { authorization?: string | undefined } }) =>
    headers.authorization === 'Bearer t';
  isBusy = false;
  underWay = 0;
  const full = { type: 'full', done: () => void underWay-- } as const;
  const admit = () => (isBusy ? ({ type: 'shed' } as const) : (underWay++, full));
  reportRoutes(app, { fold, nowMs, isAllowed, admit, names: () => names });
});
afterEach(async () => {
  await app.close();
  await log.close();
});

const get = (url: string) => app.inject({ url, headers: { authorization: 'Bearer t' } });
const post = (payload: object | string, type = 'application/json') =>
  app.inject({ method: 'POST', url: '/v1/events', payload, headers: { 'content-type': type } });
const recorded = async (): Promise<Record<string, unknown>[]> => {
  const records: Record<string, unknown>[] = [];
  (await log.follow(0, ({ text }) => records.push(JSON.parse(text) as Record<string, unknown>)))();
  return records;
};

describe('GET /b/:token/:what', () => {
  it('keeps what a player’s URL says, then answers 204', async () => {
    const url = podBeaconUrl({ baseUrl: '', token, ad: 1, event: 'error', nonce: 'session-1' })
      .replace('[ERRORCODE]', '405')
      .replace('[ADPLAYHEAD]', '00:00:01.500')
      .replace('[TIMESTAMP]', encodeURIComponent('2026-11-26T12:00:01.000Z'))
      .replace('[SERVERSIDE]', '0')
      .replace('[CACHEBUSTING]', '12345678');
    expect((await get(url)).statusCode).toBe(204);
    expect(await recorded()).toMatchObject([
      {
        ...{
          kind: 'beacon',
          ad: 1,
          event: 'error',
          verdict: 'ok',
          code: 405,
          nonce: 'session-1',
          party: 'client',
          token,
        },
        ...{ claimedAtMs: NOON + 1000, playhead: '00:00:01.500', cacheBusting: '12345678', atMs: NOON + 1000 },
      },
    ]);
    expect(heard).toEqual(['error ok']);
  });

  it('takes macros that nobody filled for nothing said', async () => {
    await get(podBeaconUrl({ baseUrl: '', token, ad: 0, event: 'impression', nonce: '[TRANSACTIONID]' }));
    const [record] = await recorded();
    expect(Object.keys(record!).sort()).toEqual(['ad', 'atMs', 'event', 'id', 'kind', 'party', 'token', 'verdict']);
  });

  it('believes a server what it says of the viewer, and no player', async () => {
    const headers = { 'x-device-user-agent': 'a crawler bot', 'user-agent': 'Tizen TV' };
    await app.inject({ url: `/b/${token}/0im?s=2`, headers });
    await app.inject({ url: `/b/${token}/1im?s=0`, headers });
    expect(heard).toEqual(['impression ivt', 'impression ok']);
  });

  it('answers a forged token like a good one', async () => {
    expect((await get('/b/AAAA/0im')).statusCode).toBe(204);
    expect(heard).toEqual(['impression badsig']);
  });

  it('refuses what is no event, and names the field', async () => {
    expect((await get(`/b/${token}/0zz`)).json()).toMatchObject({ statusCode: 400, field: 'what' });
    expect((await get(`/b/${token}/impression`)).json()).toMatchObject({ statusCode: 400, field: 'what' });
  });

  it('answers 503 and when to come again where the event cannot be kept', async () => {
    await log.close();
    const answer = await get(`/b/${token}/0im`);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(answer.json()).toMatchObject({
      error: expect.stringContaining('the log is closed, expected it to be open'),
    });
  });
});

describe('POST /v1/events', () => {
  const event = (ad: number, name: string, more = {}) => ({ token, ad, event: name, ...more });

  it.each(['[TRANSACTIONID]', '', '-1'])(
    'takes %j for nothing said, as an address does: it names no client',
    async (nonce) => {
      const shared = mintPodToken(aTicket({ ads, placed: 2, cohort: 'c1' }), keys);
      const playhead = '[ADPLAYHEAD]';
      await post({ protocol: 1, events: [event(0, 'impression', { token: shared, nonce, playhead })] });
      expect(heard).toEqual(['impression ivt']);
      const [record] = await recorded();
      expect(record).toMatchObject({ reasons: ['no-nonce'] });
      expect([record?.['nonce'], record?.['playhead']]).toEqual([undefined, undefined]);
    },
  );

  it('answers each entry, in order', async () => {
    const events = [
      event(0, 'impression'),
      event(0, 'impression'),
      { ...event(0, 'start'), token: 'AAAA' },
      event(0, 'midpoint'), // much too soon: that is noted, and not told
    ];
    const answer = await post({ protocol: 1, events });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { outcomes: ['accepted', 'duplicate', 'unknown-token', 'accepted'] },
    ]);
    expect(heard.at(-1)).toBe('midpoint ivt');
  });

  it('reads what a page sends when it ends', async () => {
    const answer = await post(JSON.stringify({ protocol: 1, events: [event(0, 'skip')] }), 'text/plain');
    expect(answer.json()).toEqual({ outcomes: ['accepted'] });
  });

  it('names the field that is wrong', async () => {
    expect((await post({ protocol: 1, events: [event(0, 'applause')] })).json()).toMatchObject({
      field: 'events[0].event',
    });
    expect((await post({ protocol: 1, events: [] })).json()).toMatchObject({ statusCode: 400, field: 'events' });
    expect((await post({ protocol: 2, events: [event(0, 'skip')] })).json()).toMatchObject({ field: 'protocol' });
  });

  it('says which entries were not kept', async () => {
    await log.close();
    const answer = await post({ protocol: 1, events: [event(0, 'skip')] });
    expect([answer.statusCode, answer.json()]).toEqual([503, { outcomes: ['not-kept'] }]);
  });
});

describe('GET /admin/v1/reports', () => {
  it('is not made while all hands are full with decisions: 503, and when to come again', async () => {
    isBusy = true;
    for (const url of ['/admin/v1/reports', '/admin/v1/reports/reconciliation']) {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
      expect(answer.json()).toMatchObject({
        statusCode: 503,
        error: expect.stringContaining('Cannot read reports') as string,
      });
    }
    isBusy = false;
    expect((await get('/admin/v1/reports')).statusCode).toBe(200);
    expect(underWay).toBe(0);
  });

  beforeEach(async () => void (await Promise.all(['0im', '1im', '1im'].map((what) => get(`/b/${token}/${what}`)))));

  it('gives sums as JSON', async () => {
    const { rows, verdicts } = (
      await get('/admin/v1/reports?granularity=break&groupBy=time,campaign&campaign=spring')
    ).json();
    expect(rows).toMatchObject([{ breakId: 'brk-4711', campaign: 'spring', impressions: 1, revenue: 0.0125 }]);
    expect(rows[0].from).toBe('2026-11-26T12:00:01.000Z');
    expect(verdicts).toMatchObject({ ok: 2, dup: 1 });
  });

  it('gives them as CSV that a spreadsheet does not run', async () => {
    const answer = await get('/admin/v1/reports?groupBy=lineItem&format=csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = answer.body.split('\r\n');
    expect(lines[0]).toMatch(/^from,eventId,breakId,lineItem,campaign,bidder,cohort,creative,decisions,impressions,/);
    expect(lines.slice(1, 3).sort()).toEqual([
      expect.stringMatching(/^,,,"'=bid, ""b""",,,,,0,1,.*,0\.0125$/),
      expect.stringMatching(/^,,,li-10001,,,,,0,1,.*,0\.0125$/),
    ]);
  });

  it('reconciles', async () => {
    expect((await get('/admin/v1/reports/reconciliation')).json()).toMatchObject({ rows: [], totals: { openPods: 1 } });
    expect((await get('/admin/v1/reports/reconciliation?format=csv')).body).toMatch(/^lineItemId,bidderId,decisions,/);
  });

  it('reconciles line items by the names that they have in the catalogue', async () => {
    clock.nowMs = aTicket().expiresAtMs + 900_000;
    names = { ...NAMES, lineItemNameOf: () => 'the whole name' };
    const { rows } = (await get('/admin/v1/reports/reconciliation')).json<{ rows: { lineItemId: string }[] }>();
    expect(rows.map(({ lineItemId }) => lineItemId)).toEqual(['the whole name', 'the whole name']);
  });

  it('asks for the right first, then for a good question', async () => {
    const answer = await app.inject('/admin/v1/reports?granularity=day');
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect((await get('/admin/v1/reports?granularity=day')).json()).toMatchObject({
      statusCode: 400,
      field: 'granularity',
    });
    expect((await get('/admin/v1/reports?from=yesterday')).json()).toMatchObject({ statusCode: 400, field: 'from' });
    for (const to of ['2026-13-01', '2026-02-30', '2026-11-31T12:00:00Z'])
      expect((await get(`/admin/v1/reports?to=${to}`)).json()).toMatchObject({ statusCode: 400, field: 'to' });
    for (const to of ['1970-01-01', '2028-02-29', '2026-11-30T23:00:00-05:00', '2026-12-31T24:00:00Z'])
      expect((await get(`/admin/v1/reports?to=${encodeURIComponent(to)}`)).statusCode).toBe(200);
  });
});
