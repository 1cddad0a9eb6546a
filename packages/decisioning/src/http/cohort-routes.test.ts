import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { joinBeacons, type DecisionReply, type ShortReply } from '@cutaway/model';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startService, type Service } from '../service.js';

const TOKEN = 'a-token-of-sixteen';
const NOW_MS = 1_700_000_000_000;

const CATALOGUE = {
  advertisers: ['cars', 'soap', 'tea', 'cup'].map((id) => ({ id, domain: `${id}.example` })),
  creatives: ['cars.m3u8', 'soap.m3u8', 'tea.m3u8', 'cup.m3u8', 'house.m3u8', 'reel.mp4'].map((file) => ({
    ...{ id: file.split('.')[0], durationMs: 6000, mediaFiles: [{ url: `https://m.example/${file}` }] },
  })),
  lineItems: [
    {
      ...{ id: 'cars', advertiserId: 'cars', creatives: ['cars'], priceCpm: 30, targeting: { 'geo.country': ['DE'] } },
      caps: [{ limit: 1, per: 'device', window: '24h' }],
    },
    {
      id: 'soap',
      advertiserId: 'soap',
      creatives: ['soap'],
      priceCpm: 20,
      goal: { impressions: 1000 },
      pacing: 'asap',
    },
    { id: 'tea', advertiserId: 'tea', creatives: ['tea'], priceCpm: 10 },
    { id: 'reel', advertiserId: 'cup', creatives: ['reel'], priceCpm: 90, targeting: { 'custom.reel': ['yes'] } },
    { id: 'final', advertiserId: 'cup', creatives: ['cup'], priceCpm: 90, targeting: { 'custom.match': ['final'] } },
  ],
  publishers: [
    { id: 'default', contingency: ['house'] },
    { id: 'big', cohorts: 'all' },
    { id: 'apart', cohorts: 'all', maxAds: 1, separation: { advertiser: 'stream' } },
    { id: 'small', cohorts: 'fallback' },
  ],
};

let folder: string;
let service: Service;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cohort-'));
  await writeFile(path.join(folder, 'ads.json'), JSON.stringify(CATALOGUE));
});
beforeEach(async () => {
  service = await startService({
    ...{ catalogueFile: path.join(folder, 'ads.json'), nowMs: () => NOW_MS, adminTokens: { ann: TOKEN } },
  });
});
afterEach(() => service.close());
afterAll(() => rm(folder, { recursive: true }));

const get = (path_: string) => fetch(`${service.url}${path_}`);
const decide = async (more: object = {}): Promise<DecisionReply> => {
  const asked = { protocol: 1, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 12_000 };
  const answer = await fetch(`${service.url}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...asked, upids: [], budgetMs: 500, ...more }),
  });
  return (await answer.json()) as DecisionReply;
};
const live = (what: string, method: string, body?: object) =>
  fetch(`${service.url}/v1/live/one/${what}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
/** Plans a break of channel one in five minutes. @returns its id */
async function announce(more: object = {}): Promise<string> {
  const asked = { expectedStartMs: NOW_MS + 300_000, durationMs: 12_000, ...more };
  const { breaks } = (await (await live('breaks', 'POST', asked)).json()) as { breaks: readonly { id: string }[] };
  return breaks[0]?.id ?? '';
}
const decisionFor = async (id: string) =>
  (await (await get(`/v1/cohort/decision?breakId=${id}&channel=one&durationMs=12000`)).json()) as DecisionReply;
const namesOf = ({ pod }: DecisionReply) => pod.ads.map(({ adId }) => adId);
const german = { viewing: { geo: { country: 'DE' }, content: { channel: 'one' } } };

describe('a decision for a session that picks', () => {
  it('is its cohort’s: the same pod and beacons for all, with alternates and what each is counted by', async () => {
    const [one, two] = [
      await decide({ ...german, picks: true, sessionId: 'one' }),
      await decide({ ...german, picks: true, sessionId: 'two' }),
    ];
    expect(one).toMatchObject({ rung: 'cohort', pod: { ads: [{ adId: 'cars' }, { adId: 'soap' }] } });
    expect(one.alternates?.map(({ slot, ad }) => [slot, ad.adId])).toEqual([[0, 'tea']]);
    expect(one.counts?.[0]?.frequency).toEqual([{ key: 'line-item:cars', limit: 1, windowMs: 86_400_000 }]);
    const { ledger: _, ...shared } = two;
    expect(one).toMatchObject(shared);
    expect(one.ledger).not.toEqual(two.ledger);
  });

  it('is its own, with alternates, where the publisher has cohorts for the worst alone', async () => {
    const reply = await decide({ ...german, picks: true, publisher: 'small' });
    expect(reply).toMatchObject({ rung: 'full', alternates: [{ slot: 0, ad: { adId: 'tea' } }] });
    expect(reply.pod.ads[0]?.trackers[0]?.url).toContain('n=s&');
  });
});

describe('a publisher that answers all by cohort', () => {
  it('names the viewer for players that do not, and leaves out what only a device could count', async () => {
    const xml = await (
      await get('/v1/vast?sessionId=tv%201&breakId=b&durationMs=12000&country=DE&publisher=big')
    ).text();
    expect(xml).toContain('n=tv%201&');
    expect(xml).not.toContain('TRANSACTIONID');
    expect(xml).not.toContain('cars');
    expect(xml).toContain('soap');
  });
});

describe('a publisher that answers all by cohort and keeps advertisers apart over the stream', () => {
  it('shows a tag player no advertiser in a second break of its stream', async () => {
    const adsIn = async (sessionId: string, breakId: string) =>
      (
        await (await get(`/v1/vast?sessionId=${sessionId}&breakId=${breakId}&durationMs=12000&publisher=apart`)).text()
      ).match(/<Ad id="\w+/g);
    const breaks = [];
    for (const breakId of ['b1', 'b2', 'b3']) breaks.push(await adsIn('tv', breakId));
    expect(breaks).toEqual([['<Ad id="soap'], ['<Ad id="tea'], ['<Ad id="house']]);
    expect(await adsIn('other', 'b2')).toEqual(['<Ad id="soap']);
  });
});

describe('GET /v1/cohort/decision', () => {
  it('is the same bytes for all who ask in the same words, and says how long a cache may keep it', async () => {
    const query = '/v1/cohort/decision?breakId=b&durationMs=12000&country=DE&channel=one&picks=1';
    const [one, two] = [await get(query), await get(query)];
    expect(one.headers.get('cache-control')).toMatch(/^public, max-age=[12], stale-while-revalidate=30$/);
    expect(one.headers.get('cutaway-cohort')).toMatch(/^[0-9a-f]{16}$/);
    const text = await one.text();
    expect(await two.text()).toBe(text);
    const reply = JSON.parse(text) as DecisionReply;
    expect(reply).toMatchObject({ rung: 'cohort', alternates: [{ ad: { adId: 'tea' } }] });
    expect(namesOf(reply)).toEqual(['cars', 'soap']);
    expect(reply).not.toHaveProperty('ledger');
  });

  it('has the addresses of its beacons in short for who joins them, in a few of the bytes', async () => {
    const query = '/v1/cohort/decision?breakId=b&durationMs=12000&country=DE&channel=one&picks=1';
    const [full, short] = [await (await get(query)).text(), await (await get(`${query}&joins=1`)).text()];
    const [wanted, reply] = [JSON.parse(full) as DecisionReply, JSON.parse(short) as ShortReply];
    expect(short.length).toBeLessThan(full.length / 2);
    expect(reply.pod.ads.map((ad) => joinBeacons(ad, reply.beacons))).toEqual(wanted.pod.ads);
    expect(reply.alternates?.map(({ ad }) => joinBeacons(ad, reply.beacons))).toEqual(
      wanted.alternates?.map(({ ad }) => ad),
    );
    // Asked once more it comes by the short way through the door.
    expect(await (await get(`${query}&joins=1`)).text()).toBe(short);
  });

  it('is another cohort’s elsewhere', async () => {
    const keyOf = async (country: string) =>
      (await get(`/v1/cohort/decision?breakId=b&durationMs=12000&country=${country}`)).headers.get('cutaway-cohort');
    expect(await keyOf('DE')).not.toBe(await keyOf('FR'));
    expect(await keyOf('FR')).toBe(await keyOf('AT')); // nobody asks for either
  });

  it('is of a break that is planned as long as it is, and then of one by that name', async () => {
    const id = await announce();
    const endOf = async () => (await decisionFor(id)).expiresAtMs;
    expect(await endOf()).toBeGreaterThan(NOW_MS);
    await live(`breaks/${id}`, 'DELETE');
    expect(await endOf()).toBeUndefined();
    expect(await endOf()).toBeUndefined();
  });

  it('is kept until it expires for a break that is planned', async () => {
    const id = await announce();
    const answer = await get(`/v1/cohort/decision?breakId=${id}&channel=one&picks=1`);
    expect(Number(/max-age=(\d+)$/.exec(answer.headers.get('cache-control') ?? '')?.[1])).toBeGreaterThan(300);
    const reply = (await answer.json()) as DecisionReply;
    expect(reply.expiresAtMs).toBeGreaterThan(NOW_MS + 300_000);
    expect(reply.ladder?.map(({ durationMs }) => durationMs)).toEqual([6000, 18_000]);
  });

  it('is as the plan of its break wants it: within its limits, and for who wants this very break', async () => {
    const final = await announce({ limits: { maxAds: 1 }, targeting: { match: ['final'] } });
    expect(namesOf(await decisionFor(final))).toEqual(['cup']);
    expect(namesOf(await decisionFor('another'))).toEqual(['soap', 'tea']);
    const vast = await (await get(`/v1/cohort/vast?breakId=${final}&channel=one`)).text();
    expect(vast.match(/<Ad id="\w+/g)).toEqual(['<Ad id="cup']);
  });

  it('is a stopgap for a second where nothing matches', async () => {
    const answer = await get('/v1/cohort/decision?breakId=b&durationMs=6000&kind=linear&maxAdMs=5000');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=1');
    expect(answer.headers.get('cutaway-cohort')).toBeNull();
    expect(await answer.json()).toMatchObject({ rung: 'empty', reason: 'no-candidates' });
  });

  it('is there as VAST and as an asset list, too', async () => {
    const vast = await get('/v1/cohort/vast?breakId=b&durationMs=12000');
    expect(vast.headers.get('content-type')).toContain('xml');
    const document = await vast.text();
    expect(document).toContain('n=[TRANSACTIONID]&');
    expect(await (await get('/v1/cohort/vast?breakId=b&durationMs=12000')).text()).toBe(document);
    const list = (await (await get('/v1/cohort/asset-list?breakId=b&durationMs=12000')).json()) as { ASSETS: object[] };
    expect(list.ASSETS).toHaveLength(2);
  });

  it('is decided anew for an asset list: what has no HLS is in no list, and takes no time of one', async () => {
    const same = 'breakId=b&durationMs=6000&custom=reel:yes';
    expect(await (await get(`/v1/cohort/vast?${same}`)).text()).toContain('https://m.example/reel.mp4');
    const list = (await (await get(`/v1/cohort/asset-list?${same}`)).json()) as { ASSETS: object[] };
    expect(list.ASSETS).toMatchObject([{ URI: 'https://m.example/soap.m3u8' }]);
  });

  it('says what is wrong with a question', async () => {
    expect(await (await get('/v1/cohort/decision?durationMs=6000')).json()).toMatchObject({ field: 'breakId' });
  });
});

describe('an alternate that a device chose', () => {
  it('is billed once for its viewer, and once for another', async () => {
    const { alternates = [] } = await decide({ ...german, picks: true });
    const url = alternates[0]?.ad.trackers.find(({ event }) => event === 'impression')?.url ?? '';
    for (const viewer of ['tv-1', 'tv-1', 'tv-2'])
      expect((await fetch(url.replace('[TRANSACTIONID]', viewer))).status).toBe(204);
    expect(await (await get('/metrics')).text()).toContain('cutaway_impressions_total 2');
    const report = await fetch(`${service.url}/admin/v1/reports?granularity=hour&groupBy=lineItem&format=csv`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(await report.text()).toMatch(/tea/);
  });
});
