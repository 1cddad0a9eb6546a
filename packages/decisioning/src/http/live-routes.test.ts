import { encodeSpliceInfo, toBase64 } from '@cutaway/scte35';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../catalogue/changes/change.js';
import { aMinute, NOON_MS, RULES } from '../live/a-plan.builder.js';
import { openLiveRoom, type LiveRoom } from '../live/live-room.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { answerErrors } from './answer-errors.js';
import { liveRoutes } from './live-routes.js';

let app: FastifyInstance;
let live: LiveRoom;
let now: number;
let acts: Act[];

beforeEach(async () => {
  now = NOON_MS;
  let ids = 0;
  const common = { nowMs: () => now, newId: () => `p${(ids += 1)}` };
  live = await openLiveRoom({ ...common, secret: 'secret', rules: RULES });
  app = Fastify({ ajv: SCHEMA_OPTIONS });
  answerErrors(app);
  acts = [];
  liveRoutes(app, {
    ...{ ...common, live, actorOf: () => 'ana', note: async (act) => void acts.push(act) },
    isAllowed: ({ headers }) => headers.authorization === 'Bearer good',
  });
  await app.ready();
});
afterEach(() => app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
async function ask(method: Method, path: string, payload?: object, headers = { authorization: 'Bearer good' }) {
  const url = `/v1/live/one/${path}`;
  const reply = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { code: reply.statusCode, headers: reply.headers, body: reply.body === '' ? null : reply.json<never>() };
}
const expectedStartMs = NOON_MS + 10 * aMinute;
const announced = () => ask('POST', 'breaks', { expectedStartMs, durationMs: 120_000, names: ['7'] });

const section = toBase64(
  encodeSpliceInfo({
    spliceCommand: {
      ...{ type: 'splice_insert', spliceEventId: 77, spliceEventCancelIndicator: false, spliceImmediateFlag: false },
      ...{ spliceTime: { ptsTime: 900_000 }, uniqueProgramId: 1, availNum: 1, availsExpected: 1 },
      ...{ outOfNetworkIndicator: true, breakDuration: { autoReturn: true, duration: 90 * 60_000 } },
    },
  }),
);

describe('POST /v1/live/:channel/breaks, the early break notification', () => {
  it('makes a plan of a time, a length, names, a template and keys', async () => {
    const limits = { maxAds: 4, requiredAdMs: [30_000] };
    const more = { limits, targeting: { sponsor: ['acme'] }, names: ['7'], durationMs: 120_000 };
    const { code, body } = await ask('POST', 'breaks', { expectedStartMs, ...more });
    expect(code).toBe(201);
    expect(body).toMatchObject({ breaks: [{ id: 'p1', source: 'early-notification', expectedStartMs, ...more }] });
  });

  it('takes length and names from a section', async () => {
    const { body } = await ask('POST', 'breaks', { expectedStartMs, scte35: section });
    expect(body).toMatchObject({ breaks: [{ names: ['77'], durationMs: 60_000 }] });
  });

  it.each([
    ['calls a break off', { spliceEventCancelIndicator: true }],
    ['ends a break', { outOfNetworkIndicator: false }],
  ])('takes no section that %s for one to come', async (_what, parts) => {
    const event = { type: 'splice_insert', spliceEventId: 77, spliceImmediateFlag: false, uniqueProgramId: 1 };
    const spliceTime = { ptsTime: 900_000 };
    const said = { spliceEventCancelIndicator: false, outOfNetworkIndicator: true, availNum: 0, availsExpected: 0 };
    const spliceCommand = { ...event, spliceTime, breakDuration: null, ...said, ...parts } as never;
    const scte35 = toBase64(encodeSpliceInfo({ spliceCommand }));
    const answer = await ask('POST', 'breaks', { expectedStartMs, durationMs: 60_000, scte35 });
    expect(answer).toMatchObject({ code: 400, body: { field: 'scte35' } });
    expect(live.list('one')).toEqual([]);
  });

  it('takes the length of the break from a section that begins a programme with it', async () => {
    const segment = (segmentationEventId: number, segmentationTypeId: number, minutes: number) => ({
      ...{ type: 'segmentation', tag: 2, identifier: 'CUEI' },
      ...{ segmentationEventId, segmentationEventCancelIndicator: false },
      ...{ segmentationDuration: minutes * 60 * 90_000, segmentationTypeId, segmentNum: 0, segmentsExpected: 0 },
      ...{ segmentationUpidType: 0, segmentationUpid: '' },
    });
    const sectionOf = (...descriptors: readonly object[]) =>
      toBase64(
        encodeSpliceInfo({ spliceCommand: { type: 'time_signal', spliceTime: { ptsTime: 0 } }, descriptors } as never),
      );
    const both = sectionOf(segment(1, 0x10, 45), segment(2, 0x34, 2));
    const { body } = await ask('POST', 'breaks', { expectedStartMs, scte35: both });
    expect(body).toMatchObject({ breaks: [{ names: ['2'], durationMs: 120_000 }] });
    const programme = await ask('POST', 'breaks', { expectedStartMs, scte35: sectionOf(segment(1, 0x10, 45)) });
    expect(programme).toMatchObject({ code: 400, body: { field: 'scte35' } });
  });

  it('without a time means as soon as players can have asked', async () => {
    const { body } = await ask('POST', 'breaks', { durationMs: 60_000 });
    expect(body).toMatchObject({ breaks: [{ expectedStartMs: NOON_MS + 30_000, window: { lengthMs: 10_000 } }] });
  });

  it('says in the plan what rate a window makes that does not fit', async () => {
    await ask('POST', 'concurrency', { region: 'eu', kind: 'live', count: 4000 });
    const { body } = await ask('POST', 'breaks', { durationMs: 60_000, expectedStartMs: NOON_MS + 40_000 });
    expect(body).toMatchObject({ breaks: [{ window: { fits: false, expectedTps: 200 } }] });
  });

  it.each([
    [{ expectedStartMs }, 'durationMs'],
    [{ expectedStartMs, scte35: 'nonsense' }, 'scte35'],
    [{ expectedStartMs: NOON_MS, durationMs: 60_000 }, 'expectedStartMs'],
    [{ expectedStartMs: NOON_MS + 25 * 60 * aMinute, durationMs: 60_000 }, 'expectedStartMs'],
    [{ expectedStartMs: 1_795_348_800, durationMs: 60_000 }, 'expectedStartMs'],
    [{ expectedStartMs, durationMs: '60' }, 'durationMs'],
    [{ expectedStartMs, durationMs: 60_000, duration: 60 }, 'duration'],
    // No ad has any of no lengths: the break would be without ads for everybody.
    [{ expectedStartMs, durationMs: 30_000, limits: { requiredAdMs: [] } }, 'limits.requiredAdMs'],
    [{ expectedStartMs, durationMs: 30_000, limits: { minAdMs: 20_000, maxAdMs: 10_000 } }, 'limits.minAdMs'],
    // Nobody could ask for it ahead, and everybody would at once.
    [{ expectedStartMs, durationMs: 30_000, earliestMs: expectedStartMs }, 'earliestMs'],
  ])('refuses %o by the name of the field', async (body, field) => {
    expect(await ask('POST', 'breaks', body)).toMatchObject({ code: 400, body: { field } });
    expect(live.list('one')).toEqual([]);
  });

  it('refuses whoever brings no token, and tells players the plan without one', async () => {
    const nobody = { authorization: '' };
    for (const [method, path] of [
      ['POST', 'breaks'],
      ['GET', 'breaks'],
      ['POST', 'schedules'],
      ['PATCH', 'breaks/p1'],
      ['DELETE', 'breaks/p1'],
      ['POST', 'recurring'],
      ['POST', 'concurrency'],
    ] as const) {
      expect((await ask(method, path, method === 'GET' ? undefined : {}, nobody)).code, path).toBe(401);
    }
    expect((await ask('GET', 'plan', undefined, nobody)).code).toBe(200);
  });
});

describe('PATCH and DELETE of a break', () => {
  it('calls it off also for a client that names a type and has no body', async () => {
    await announced();
    const named = { authorization: 'Bearer good', 'content-type': 'application/json' };
    expect((await ask('DELETE', 'breaks/p1', undefined, named)).code).toBe(200);
    expect((await ask('POST', 'breaks', undefined, named)).code).toBe(400);
  });

  it('extend, shorten and move it', async () => {
    await announced();
    const { body } = await ask('PATCH', 'breaks/p1', {
      durationMs: 180_000,
      expectedStartMs: expectedStartMs + aMinute,
    });
    expect(body).toMatchObject({ durationMs: 180_000, expectedStartMs: expectedStartMs + aMinute });
  });

  it('cancel it: players hear no more of it, and it cannot be changed again', async () => {
    await announced();
    expect(await ask('DELETE', 'breaks/p1')).toMatchObject({ code: 200, body: { state: { phase: 'cancelled' } } });
    expect((await ask('GET', 'plan')).body).toMatchObject({ hints: [] });
    expect(await ask('PATCH', 'breaks/p1', { durationMs: 60_000 })).toMatchObject({ code: 409, body: { field: 'id' } });
  });

  it('answer 404 for one that is not there, 400 for a time that is over or for nothing', async () => {
    await announced();
    expect((await ask('PATCH', 'breaks/p9', { durationMs: 60_000 })).code).toBe(404);
    expect((await ask('DELETE', 'breaks/p9')).code).toBe(404);
    expect((await ask('PATCH', 'breaks/p1', { expectedStartMs: NOON_MS - 1 })).code).toBe(400);
    expect((await ask('PATCH', 'breaks/p1', {})).code).toBe(400);
  });

  it('answer 400 for what would let nobody ask ahead of it, or have no ad in it', async () => {
    await ask('POST', 'breaks', { expectedStartMs, durationMs: 60_000, earliestMs: expectedStartMs - aMinute });
    for (const change of [{ earliestMs: expectedStartMs + 1 }, { expectedStartMs: expectedStartMs - aMinute }])
      expect(await ask('PATCH', 'breaks/p1', change)).toMatchObject({ code: 400, body: { field: 'earliestMs' } });
    expect((await ask('PATCH', 'breaks/p1', { durationMs: 90_000 })).code).toBe(200);
    const none = { limits: { minAdMs: 20_000, maxAdMs: 10_000 } };
    expect(await ask('PATCH', 'breaks/p1', none)).toMatchObject({ code: 400, body: { field: 'limits.minAdMs' } });
  });
});

describe('schedules and rules', () => {
  it('plans a list of breaks, and none where one is wrong', async () => {
    const aBreak = (minutes: number) => ({ expectedStartMs: NOON_MS + minutes * aMinute, durationMs: 60_000 });
    const bad = await ask('POST', 'schedules', { breaks: [aBreak(10), aBreak(-1)] });
    expect(bad).toMatchObject({ code: 400, body: { field: 'breaks[1].expectedStartMs' } });
    expect(live.list('one')).toEqual([]);
    await ask('POST', 'schedules', { breaks: [aBreak(20), aBreak(10)] });
    const { body } = await ask('GET', 'breaks');
    expect(body).toMatchObject({ breaks: [{ ...aBreak(10), source: 'schedule' }, aBreak(20)], viewers: { now: 0 } });
  });

  it('makes, lists and ends a rule for every break of some hours', async () => {
    const rule = { fromMs: NOON_MS, untilMs: NOON_MS + 120 * aMinute, gapMs: 15 * aMinute, durationMs: 60_000 };
    expect(await ask('POST', 'recurring', rule)).toMatchObject({ code: 201, body: { id: 'p1', ...rule } });
    expect((await ask('GET', 'recurring')).body).toMatchObject({ recurring: [rule] });
    expect((await ask('GET', 'breaks')).body).toMatchObject({ breaks: [{ source: 'recurring' }] });
    expect((await ask('DELETE', 'recurring/p1')).code).toBe(204);
    expect((await ask('DELETE', 'recurring/p1')).code).toBe(404);
    const backwards = await ask('POST', 'recurring', { ...rule, untilMs: NOON_MS });
    expect(backwards).toMatchObject({ code: 400, body: { field: 'untilMs' } });
  });
});

describe('PUT /v1/live/:channel/forecast', () => {
  it('sizes windows for who will watch, before anybody does', async () => {
    const regions = [
      { region: 'eu', count: 300_000 },
      { region: 'us', count: 100_000 },
    ];
    expect((await ask('PUT', 'forecast', { regions, fillRatio: 0.9 })).code).toBe(204);
    expect(live.forecasts()).toEqual([{ channel: 'one', regions, fillRatio: 0.9 }]);
    const expectedStartMs = NOON_MS + 180 * aMinute;
    const { body } = await ask('POST', 'breaks', { expectedStartMs, durationMs: 120_000 });
    expect(body).toMatchObject({ breaks: [{ window: { viewers: 400_000 } }] });
  });

  it('is refused where it is no share, and without a token', async () => {
    expect(await ask('PUT', 'forecast', { regions: [], fillRatio: 2 })).toMatchObject({ code: 400 });
    expect((await ask('PUT', 'forecast', { regions: [] }, { authorization: 'Bearer bad' })).code).toBe(401);
  });
});

describe('the audit of live operations', () => {
  const did = () => acts.map(({ kind, id, action, reason }) => [kind, id, action, reason]);

  it('has who announced, moved and called off a break, why, and how it was before and after', async () => {
    await ask('POST', 'breaks?reason=half-time', { expectedStartMs, durationMs: 120_000 });
    await ask('PATCH', 'breaks/p1?reason=injury', { durationMs: 60_000 });
    await ask('DELETE', 'breaks/p1?reason=sponsor%20wish');
    expect(did()).toEqual([
      ['breaks', 'p1', 'announce', 'half-time'],
      ['breaks', 'p1', 'change', 'injury'],
      ['breaks', 'p1', 'cancel', 'sponsor wish'],
    ]);
    expect(acts).toMatchObject([
      { actor: 'ana', before: null, after: { channel: 'one', durationMs: 120_000 } },
      { actor: 'ana', before: { durationMs: 120_000 }, after: { durationMs: 60_000 } },
      { actor: 'ana', before: { state: { phase: 'planned' } }, after: { state: { phase: 'cancelled' } } },
    ]);
  });

  it('has each break of a schedule, and none of one that is refused', async () => {
    const breaks = Array.from({ length: 250 }, (_, n) => ({
      ...{ expectedStartMs: NOON_MS + (n + 1) * 5 * aMinute, durationMs: 60_000 },
    }));
    const before = await ask('POST', 'breaks', { expectedStartMs: NOON_MS + aMinute, durationMs: 1000 });
    expect(before.code).toBe(201);
    expect(await ask('POST', 'schedules', { breaks })).toMatchObject({ code: 409, body: { field: 'breaks' } });
    expect([acts.length, live.list('one').length]).toEqual([1, 1]);
    await ask('DELETE', 'breaks/p1');
    acts = [];
    expect((await ask('POST', 'schedules', { breaks })).code).toBe(201);
    expect(acts).toHaveLength(250);
    expect((await ask('POST', 'breaks', { expectedStartMs: NOON_MS + aMinute, durationMs: 1000 })).code).toBe(409);
    expect(acts).toHaveLength(250);
  });

  it('has rules and forecasts', async () => {
    const rule = { fromMs: NOON_MS, untilMs: NOON_MS + 120 * aMinute, gapMs: 15 * aMinute, durationMs: 60_000 };
    await ask('POST', 'recurring', rule);
    await ask('DELETE', 'recurring/p1');
    await ask('PUT', 'forecast', { regions: [{ region: 'eu', count: 5 }] });
    await ask('PUT', 'forecast', { regions: [] });
    expect(did()).toEqual([
      ['recurring', 'p1', 'announce', null],
      ['recurring', 'p1', 'end', null],
      ['forecasts', 'one', 'set', null],
      ['forecasts', 'one', 'set', null],
    ]);
    expect(acts[3]?.before).toEqual({ channel: 'one', regions: [{ region: 'eu', count: 5 }] });
  });

  it('has who counts, and each leap of what is counted, but not each count', async () => {
    const told = (count: number) => ask('POST', 'concurrency?reason=cdn', { region: 'eu', kind: 'live', count });
    for (const count of [4000, 5000, 7999, 9000, 8000]) expect((await told(count)).code).toBe(204);
    expect(did()).toEqual([
      ['concurrency', 'one', 'count', 'cdn'],
      ['concurrency', 'one', 'count', 'cdn'],
    ]);
    const of = { channel: 'one', region: 'eu', kind: 'live' };
    expect(acts).toMatchObject([
      { actor: 'ana', before: null, after: { ...of, count: 4000 } },
      { before: { ...of, count: 4000 }, after: { ...of, count: 9000 } },
    ]);
  });

  it('has nothing of what changed nothing, or was refused', async () => {
    await ask('DELETE', 'breaks/p9');
    await ask('POST', 'breaks', { expectedStartMs: 1, durationMs: 60_000 });
    await ask('POST', 'breaks', { expectedStartMs, durationMs: 60_000 }, { authorization: 'Bearer bad' });
    await ask('POST', 'concurrency', { region: 'eu', kind: 'live', count: -1 });
    expect(acts).toEqual([]);
    await announced();
    await ask('DELETE', 'breaks/p1');
    await ask('DELETE', 'breaks/p1');
    expect(did().map(([, , action]) => action)).toEqual(['announce', 'cancel']);
  });
});

describe('GET /v1/live/:channel/plan', () => {
  it('gives players signed hints, the same for all and cacheable by a CDN', async () => {
    await announced();
    const { headers, body } = await ask('GET', 'plan');
    expect(headers['cache-control']).toBe('public, max-age=3, stale-if-error=60');
    expect(body).toEqual({ hints: live.hints('one'), refreshMs: 5000 });
    now += 9.9 * aMinute;
    expect(live.judge((body as unknown as { hints: never[] }).hints[0] as never, 's').verdict).toBe('good');
  });

  it('answers 304 while nothing changed, and the new plan after', async () => {
    await announced();
    const { etag } = (await ask('GET', 'plan')).headers;
    const again = () =>
      app.inject({ url: '/v1/live/one/plan', headers: { 'if-none-match': `"x", W/${String(etag)}` } });
    expect(await again()).toMatchObject({ statusCode: 304, body: '' });
    await ask('PATCH', 'breaks/p1', { durationMs: 90_000 });
    expect((await again()).statusCode).toBe(200);
  });

  it('is empty for a channel that nobody planned for', async () => {
    expect((await ask('GET', 'plan')).body).toEqual({ hints: [], refreshMs: 5000 });
  });
});
