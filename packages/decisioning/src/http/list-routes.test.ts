import type { DecisionRequest } from '@cutaway/model';
import { parseVast, parseVmap, type VmapDocument } from '@cutaway/vast';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Fastify from 'fastify';
import type { AssetList } from '../answer/asset-list.js';
import type { Decider } from '../decide/decider.js';
import { startService, type Service } from '../service.js';
import { decisionRoutes, type DecisionRoutesRoom } from './decision-routes.js';
import { listRoutes } from './list-routes.js';

let service: Service;
beforeEach(async () => {
  service = await startService({ mediaBase: 'http://127.0.0.1:9000', nowMs: () => 0 });
});
afterEach(() => service.close());

const ask = (path: string, query: Readonly<Record<string, string>>) =>
  fetch(`${service.url}${path}?${new URLSearchParams(query).toString()}`);
const vmap = async (query: Readonly<Record<string, string>>) =>
  parseVmap(await (await ask('/v1/vmap', { sessionId: 's', durationMs: '12000', ...query })).text()) as VmapDocument;

/** The routes for ad tags with a decider that fills nothing and tells what it was asked. */
function deciderAlone() {
  const asked: DecisionRequest[] = [];
  const decide: Decider['decide'] = async (request) => {
    asked.push(request);
    const { breakId } = request;
    return { protocol: 1, pod: { id: 'p', breakId, ads: [] }, stitched: null, errorUrls: [] } as never;
  };
  const app = Fastify();
  const room = { decider: { decide }, mayExplain: () => false };
  listRoutes(app, room);
  decisionRoutes(app, { ...room, metrics: { refused: () => undefined } } as unknown as DecisionRoutesRoom);
  const get = async (path: string, query: Readonly<Record<string, string>>) => (await app.inject({ path, query })).body;
  return { asked, get };
}

describe('GET /v1/vmap', () => {
  it('has a pod for each break, in the order in which they were asked for', async () => {
    const { breaks, failures } = await vmap({ offsets: 'start,00:10:00,50%,end' });
    expect(failures).toEqual([]);
    expect(breaks.map(({ timeOffset }) => timeOffset)).toEqual(['start', '00:10:00', '50%', 'end']);
    const ads = breaks.flatMap(({ source }) => (source?.ads?.type === 'vast' ? source.ads.document.ads : []));
    expect(ads).toHaveLength(8);
  });

  it('names tags that have the ads, where they are to be decided later: the same question, one break', async () => {
    const { breaks } = await vmap({ offsets: '00:10:00', ads: 'later', genre: 'drama' });
    const [source] = breaks.map((one) => one.source?.ads);
    const tag = new URL(source?.type === 'tag' ? source.url : '');
    expect(Object.fromEntries(tag.searchParams)).toEqual({
      ...{ sessionId: 's', breakId: 'vmap@00:10:00', durationMs: '12000', genre: 'drama' },
    });
    const document = parseVast(await (await fetch(tag)).text());
    expect('ads' in document ? document.ads : []).toHaveLength(2);
  });

  it.each([
    ['start', 'pre'],
    ['00:00:00', 'pre'],
    ['00:00:00.000', 'pre'],
    ['0%', 'pre'],
    ['end', 'post'],
    ['100%', 'post'],
    ['00:10:00', undefined],
    ['10%', undefined],
    ['#1', undefined],
  ])(
    'asks for ads at %s as for those of a break that is %s, now and by the tag for later',
    async (offset, position) => {
      const { asked, get } = deciderAlone();
      await get('/v1/vmap', { sessionId: 's', offsets: offset });
      const later = parseVmap(await get('/v1/vmap', { sessionId: 's', offsets: offset, ads: 'later' })) as VmapDocument;
      const source = later.breaks[0]?.source?.ads;
      const tag = new URL(source?.type === 'tag' ? source.url : '');
      await get('/v1/vast', Object.fromEntries(tag.searchParams));
      expect(asked.map((one) => one.position)).toEqual([position, position]);
    },
  );

  it('has a place that is named twice once', async () => {
    const { breaks } = await vmap({ offsets: 'start,50%,start,#3,99.5%' });
    expect(breaks.map(({ timeOffset }) => timeOffset)).toEqual(['start', '50%', '#3', '99.5%']);
  });

  it.each([
    ['without offsets', {}, 'offsets'],
    ['with an empty one', { offsets: 'start,,end' }, 'offsets'],
    ['with a length that is none', { offsets: 'start', durationMs: 'long' }, 'durationMs'],
  ])('is 400 %s, and names the field', async (_what, query, field) => {
    const response = await ask('/v1/vmap', { sessionId: 's', ...query });
    expect([response.status, ((await response.json()) as { field: string }).field]).toEqual([400, field]);
  });
});

describe('GET /v1/vmap, its places', () => {
  it.each(['foo', '99:99:99', '150%', '-00:00:01', '12', '#'])('is 400 for %s', async (offsets) => {
    expect((await ask('/v1/vmap', { sessionId: 's', offsets })).status).toBe(400);
  });

  it('decides one break after the other, each within its part of three seconds and of one at most', async () => {
    const seen: { breakId: string; budgetMs: number; underWay: number }[] = [];
    let underWay = 0;
    const decide: Decider['decide'] = async ({ breakId, budgetMs }) => {
      seen.push({ breakId, budgetMs, underWay: underWay++ });
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return { protocol: 1, pod: { id: 'p', breakId, ads: [] }, stitched: null, errorUrls: [] } as never;
    };
    const app = Fastify();
    listRoutes(app, { decider: { decide }, mayExplain: () => false });
    const places = ['start', '10%', '20%', '30%', '40%', 'end'];
    await app.inject(`/v1/vmap?sessionId=s&offsets=${encodeURIComponent(places.join(','))}`);
    expect(seen.map(({ breakId }) => breakId)).toEqual(places.map((place) => `vmap@${place}`));
    expect(seen.every(({ underWay: others }) => others === 0)).toBe(true);
    expect(seen[0]?.budgetMs).toBeGreaterThan(400);
    expect(seen[0]?.budgetMs).toBeLessThanOrEqual(500);
    expect(seen.at(-1)?.budgetMs).toBe(1000);
    await app.close();
  });
});

describe('GET /v1/asset-list', () => {
  const list = async (query: Readonly<Record<string, string>>) =>
    (await (await ask('/v1/asset-list', { breakId: 'b', durationMs: '12000', ...query })).json()) as AssetList;

  it('has each ad with its tracking, for the session that the player names', async () => {
    const { ASSETS } = await list({ _HLS_primary_id: 'primary-7' });
    expect(ASSETS.map(({ URI }) => URI)).toEqual([
      'http://127.0.0.1:9000/ads/ad-red/exact/main.m3u8',
      'http://127.0.0.1:9000/ads/ad-green/exact/main.m3u8',
    ]);
    const [slot] = ASSETS[0]?.['X-AD-CREATIVE-SIGNALING'].payload ?? [];
    expect(slot?.tracking.find(({ type }) => type === 'impression')?.urls[0]).toContain('primary-7');
  });

  it('is decided for a player of HLS: what has no other form is not in the pod to be left out of the list', async () => {
    const { asked, get } = deciderAlone();
    await get('/v1/asset-list', { breakId: 'b', sessionId: 's', maxAds: '3' });
    expect(asked[0]?.pod).toEqual({ maxAds: 3, mimes: ['application/vnd.apple.mpegurl'] });
  });

  it('leaves out what is over at _HLS_start_offset, with the same ads otherwise', async () => {
    const whole = await list({ sessionId: 's' });
    const late = await list({ sessionId: 's', _HLS_start_offset: '6.5' });
    expect(late.ASSETS).toEqual(whole.ASSETS.slice(1));
  });

  it('is 400 without a session', async () => {
    expect((await ask('/v1/asset-list', { breakId: 'b' })).status).toBe(400);
  });
});

describe('GET /openapi.json', () => {
  it('describes every address that answers with a pod', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Readonly<Record<string, Readonly<Record<string, { parameters?: { name: string }[] }>>>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/decisions', '/v1/vast', '/v1/vmap', '/v1/asset-list']),
    );
    expect(document.paths['/v1/vast']?.['get']?.parameters?.map(({ name }) => name)).toContain('gdprConsent');
  });
});
