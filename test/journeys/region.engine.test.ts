import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseVast } from '@cutaway/vast';
import { aRegion, canRunRegion, type Region } from './a-region.builder.js';

const CATALOGUE = JSON.stringify({
  advertisers: [{ id: 'acme', domain: 'acme.example' }],
  campaigns: [{ id: 'spring', advertiserId: 'acme' }],
  creatives: [{ id: 'film', durationMs: 20_000, mediaFiles: [{ url: 'https://cdn.example/film.m3u8' }] }],
  lineItems: [
    { id: 'li', campaignId: 'spring', priceCpm: 10, creatives: ['film'], caps: [{ limit: 9, per: 'device' }] },
  ],
});
const TOKEN = 'abcdef0123456789abcdef';
const NODES = ['node-a', 'node-b'] as const;
const tag = (session: string): string =>
  `/v1/vast?sessionId=${session}&breakId=b&durationMs=20000&gdpr=0&ifa=${session}&ifaType=tifa&lmt=0`;

const canRun = canRunRegion();
if (!canRun) console.warn('skipped: nginx, redis-server or nats-server is not installed');

// Real programs, and one of them dies. They start in some seconds.
describe.skipIf(!canRun)('the region of deploy/docker-compose.yml, without containers', { timeout: 60_000 }, () => {
  let region: Region;
  beforeAll(async () => void (region = await aRegion(CATALOGUE, `ann=${TOKEN}`)), 60_000);
  afterAll(() => region?.stop());

  const get = (path: string) => fetch(`${region.url}${path}`);
  const decide = async (session: string): Promise<string> => {
    const answer = await get(tag(session));
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const impressionIn = (xml: string): string => {
    const url = /<Impression><!\[CDATA\[(.*?)\]\]>/.exec(xml)?.[1] ?? '';
    expect(url).toContain(`${region.url}/b/`);
    return url.replace(/\[\w+\]/g, '-1');
  };
  const metricOf = async (node: (typeof NODES)[number], name: string): Promise<number> => {
    const text = await (await fetch(`${region.nodeUrl(node)}/metrics`)).text();
    const values = [...text.matchAll(new RegExp(`^cutaway_${name}(?:\\{.*\\})? ([\\d.e+]+)$`, 'gm'))];
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
  };

  it('answers through the edge, where its beacons lead too', async () => {
    const xml = await decide('viewer-1');
    expect(parseVast(xml)).toMatchObject({ version: '4.2', errorUrls: [] });
    expect((await fetch(impressionIn(xml))).status).toBe(204);
  });

  it('keeps administration and metrics from the world', async () => {
    for (const path of ['/metrics', '/admin/v1/reports']) expect((await get(path)).status).toBe(403);
    expect((await fetch(`${region.nodeUrl('node-a')}/metrics`)).status).toBe(200);
  });

  it('gives a cohort’s pod to all of it from the edge, and one host’s to no other', async () => {
    const path = '/v1/cohort/vast?breakId=c&durationMs=20000&consent=personalised&part=1&picks=1';
    const ask = async () => {
      const answer = await get(path);
      return { status: answer.status, from: answer.headers.get('cutaway-edge'), body: await answer.text() };
    };
    const [first, second] = [await ask(), await ask()];
    expect([first.status, first.from, second.from]).toEqual([200, 'MISS', 'HIT']);
    expect(second.body).toBe(first.body);
    const elsewhere = await fetch(`${region.url.replace('127.0.0.1', 'localhost')}${path}`);
    expect([elsewhere.headers.get('cutaway-edge'), (await elsewhere.text()).includes('//localhost:')]).toEqual([
      ...['MISS', true],
    ]);
  });

  it('goes on with one node dead: each is answered in time, and what the dead one decided is counted once', async () => {
    const xml = await decide('viewer-2');
    const decided = await Promise.all(NODES.map((node) => metricOf(node, 'decision_requests_total')));
    const dead = decided[0]! > decided[1]! ? 'node-a' : 'node-b';
    const other = dead === 'node-a' ? 'node-b' : 'node-a';
    const before = await metricOf(other, 'impressions_total');
    await region.killNode(dead);
    for (let n = 0; n < 20; n += 1) {
      const startedMs = performance.now();
      expect(await decide(`viewer-3-${n}`)).toContain('<Ad id="film"');
      expect(performance.now() - startedMs).toBeLessThan(1000);
    }
    for (let times = 0; times < 3; times += 1) expect((await fetch(impressionIn(xml))).status).toBe(204);
    await expect.poll(() => metricOf(other, 'impressions_total')).toBe(before + 1);
    const authorization = `Bearer ${TOKEN}`;
    const report = await fetch(`${region.nodeUrl(other)}/admin/v1/reports?granularity=hour&groupBy=lineItem`, {
      headers: { authorization },
    });
    // Of both nodes: that of viewer 1, and that of viewer 2.
    expect(JSON.stringify(await report.json())).toContain('"impressions":2');
  });
});
