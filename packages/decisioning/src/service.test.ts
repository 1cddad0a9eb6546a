import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { joinBeacons, type DecisionReply, type ShortReply } from '@cutaway/model';
import { parseVast } from '@cutaway/vast';
import { afterEach, describe, expect, it } from 'vitest';
import { startService, type Service, type ServiceOptions } from './service.js';

const running: Service[] = [];
async function start(options: ServiceOptions = {}): Promise<Service> {
  const service = await startService({ nowMs: () => 1_700_000_000_000, ...options });
  running.push(service);
  return service;
}
afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

const aBody = { protocol: 1, sessionId: 's1', breakId: 'b1', kind: 'linear', startsAt: 0, durationMs: 12_000 };
const ask = (url: string, body: unknown, path = '/v1/decision', headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify({ upids: [], budgetMs: 500, ...(body as object) }),
  });
async function trackerOf(url: string, event: string): Promise<string> {
  const { pod } = (await (await ask(url, aBody)).json()) as DecisionReply;
  return pod.ads[0]?.trackers.find((tracker) => tracker.event === event)?.url ?? '';
}
const fill = (url: string) =>
  url
    .replace('[ADPLAYHEAD]', '00%3A00%3A01.440')
    .replace('[SERVERSIDE]', '0')
    .replace('[CACHEBUSTING]', '12345678')
    .replace('[ERRORCODE]', '402');

describe('startService', () => {
  it('answers a decision request with a pod whose media and trackers are absolute', async () => {
    const { url } = await start({ mediaBase: 'http://127.0.0.1:9000' });
    const response = await ask(url, aBody);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const reply = (await response.json()) as DecisionReply;
    expect(reply).toMatchObject({ protocol: 1, stitched: null, pod: { breakId: 'b1', beaconedBy: 'client' } });
    expect(reply.pod.ads.map(({ adId }) => adId)).toEqual(['ad-red', 'ad-green']);
    expect(reply.pod.ads[0]?.mediaFiles[0]?.url).toBe('http://127.0.0.1:9000/ads/ad-red/exact/main.m3u8');
    expect(reply.pod.ads[0]?.trackers.every((tracker) => tracker.url.startsWith(url))).toBe(true);
  });

  it.each(['/v1/decisions', '/v1/decision'])(
    'tells who joins addresses what those of beacons have in common once: %s',
    async (path) => {
      const { url } = await start({ mediaBase: 'http://127.0.0.1:9000' });
      const asked = async (joins: boolean, how = ''): Promise<string> => {
        const answer = await ask(url, { ...aBody, joins }, `${path}${how}`);
        return (await answer.text()).replaceAll(/\/b\/[\w-]+\//g, '/b/token/');
      };
      const [full, short] = [
        JSON.parse(await asked(false)) as DecisionReply,
        JSON.parse(await asked(true)) as ShortReply,
      ];
      expect(short.pod.ads.every(({ trackers }) => trackers.length === 0)).toBe(true);
      expect(short.pod.ads.map((ad) => joinBeacons(ad, short.beacons))).toEqual(full.pod.ads);
      expect(full.pod.ads[0]?.trackers.length).toBeGreaterThan(10);
      expect(await asked(true, '?format=vast')).toBe(await asked(false, '?format=vast')); // there it means nothing
    },
  );

  it.each([
    ['another protocol', { ...aBody, protocol: 2 }, 'protocol is 2, expected 1', 'protocol'],
    ['an unknown kind', { ...aBody, kind: 'popup' }, 'kind is "popup", expected one of "linear", "overlay"', 'kind'],
    [
      'a number as text',
      { ...aBody, durationMs: '9' },
      'durationMs is "9", expected type number or null',
      'durationMs',
    ],
    ['a missing field', { ...aBody, breakId: undefined }, 'breakId is missing, expected it to be there', 'breakId'],
    [
      'half of a sign, which goes into no address',
      { ...aBody, sessionId: '\ud800' },
      String.raw`sessionId is "\ud800", expected to match pattern "^\P{Cs}*$"`,
      'sessionId',
    ],
  ])('refuses %s with 400 and names the field', async (_what, body, text, field) => {
    const { url } = await start();
    const response = await ask(url, body);
    expect(response.status).toBe(400);
    const error = `Cannot read POST /v1/decision: ${text}`;
    expect(await response.json()).toEqual({ statusCode: 400, error, field });
  });

  it('says which content type it reads', async () => {
    const { url } = await start();
    const answer = await ask(url, '{}', '/v1/decision', { 'content-type': 'text/css' });
    expect(await answer.json()).toEqual({
      ...{ statusCode: 415, field: null },
      error: 'Cannot read POST /v1/decision: its content-type is text/css, expected application/json',
    });
  });

  it('warns of a catalogue that has nothing to sell', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'nothing-'));
    const catalogueFile = path.join(folder, 'ads.yml');
    await writeFile(catalogueFile, 'publishers: [{ id: default }]');
    const warned = once(process, 'warning') as Promise<[Error]>;
    await start({ catalogueFile });
    const [{ message }] = await warned;
    expect(message).toBe('Cannot sell anything: the catalogue has no line items and no bidders, expected some');
    await rm(folder, { recursive: true });
  });

  it('refuses what is not JSON with 400', async () => {
    const { url } = await start();
    const response = await ask(url, '{"protocol": 1,');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Cannot read POST /v1/decision');
  });

  it.each([
    ['GET /v1/vast', '/v1/vast?sessionId=s1&breakId=b1&durationMs=12000', undefined],
    ['?format=vast', '/v1/decision?format=vast', {}],
    ['Accept: application/xml', '/v1/decision', { accept: 'application/xml' }],
  ])('answers %s with the same pod as VAST', async (_what, path, headers) => {
    const { url } = await start({ mediaBase: 'http://127.0.0.1:9000' });
    const { pod } = (await (await ask(url, aBody)).json()) as DecisionReply;
    const response = await (headers === undefined ? fetch(`${url}${path}`) : ask(url, aBody, path, headers));
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const vast = parseVast(await response.text());
    if (!('ads' in vast)) throw new Error(`not a VAST document: ${JSON.stringify(vast)}`);
    expect(vast.ads.map((ad) => ('creatives' in ad ? ad.creatives[0]?.linear?.mediaFiles[0]?.url : null))).toEqual(
      pod.ads.map((ad) => ad.mediaFiles[0]?.url),
    );
  });

  it('puts the error address of an empty break into VAST, and refuses a tag without a session', async () => {
    const { url } = await start();
    const empty = await (await fetch(`${url}/v1/vast?sessionId=s1&breakId=b1&durationMs=10`)).text();
    expect(empty).toMatch(/\/b\/[\w-]+\/_er\?n=s1&e=\[ERRORCODE\]/);
    const refused = await fetch(`${url}/v1/vast?breakId=b1`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ field: 'sessionId' });
  });

  it('hears each tracker of a pod once, in order, and tells retries apart', async () => {
    const { url } = await start();
    const { pod, errorUrls } = (await (await ask(url, aBody)).json()) as DecisionReply;
    const trackers = pod.ads.flatMap((ad) => ad.trackers.map((tracker) => tracker.url));
    for (const tracker of [...trackers, ...errorUrls]) expect((await fetch(fill(tracker))).status).toBe(204);
    await fetch(fill(trackers[0] ?? ''));

    const heard = (await (await fetch(`${url}/v1/beacons?sessionId=s1`)).json()) as Record<string, never>;
    expect(heard).toMatchObject({ totals: { unique: trackers.length + 1, duplicates: 1 } });
    expect(heard).toHaveProperty('beacons.0', {
      atMs: 1_700_000_000_000,
      sessionId: 's1',
      adInstanceId: pod.ads[0]?.adInstanceId,
      level: 0,
      event: 'impression',
      index: 0,
      of: null,
      at: null,
      code: null,
      playhead: '00:00:01.440',
      count: 2,
      party: 'client',
    });
    expect(heard).toHaveProperty(
      `beacons.${trackers.length}`,
      expect.objectContaining({ adInstanceId: 'b1', code: 402 }),
    );
  });

  it('takes macros that nobody filled for unknown, and refuses events that VAST does not have', async () => {
    const { url } = await start();
    const start0 = await trackerOf(url, 'start');
    await fetch(start0.replace('[SERVERSIDE]', '2').replace('[ADPLAYHEAD]', '-1'));
    const { beacons } = (await (await fetch(`${url}/v1/beacons?sessionId=s1`)).json()) as { beacons: unknown[] };
    expect(beacons).toEqual([expect.objectContaining({ code: null, playhead: null, party: 'server', index: 0 })]);
    expect((await fetch(start0.replace('/0st?', '/0xx?'))).status).toBe(400);
  });

  it('hears which part of an ad and which progress a beacon is about, and counts what comes again', async () => {
    const { url } = await start();
    const view = await trackerOf(url, 'creativeView');
    const progress = ['5000ms', '25%25', '5000ms'].map((at) => `${view.replace('/0cv?', '/0pg?')}&at=${at}`);
    for (const beacon of [...progress, view, `${view}&of=icon:0`, `${view}&of=[PART]`]) await fetch(beacon);
    const { beacons } = (await (await fetch(`${url}/v1/beacons?sessionId=s1`)).json()) as {
      beacons: Record<string, unknown>[];
    };
    expect(beacons.map(({ event, of, at, count }) => [event, of ?? at, count])).toEqual([
      ['progress', '5000ms', 2],
      ['progress', '25%', 1],
      ['creativeView', null, 2],
      ['creativeView', 'icon:0', 1],
    ]);
  });

  it('shows what it did to Prometheus', async () => {
    const { url } = await start();
    await ask(url, { ...aBody, durationMs: 10 });
    await ask(url, { ...aBody, kind: 'popup' });
    const start0 = await trackerOf(url, 'start');
    for (let times = 0; times < 2; times += 1) await fetch(start0);
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const path of ['full', 'empty'])
      expect(text).toContain(`cutaway_decision_requests_total{path="${path}",prio="P0"} 1`);
    expect(text).toContain('cutaway_decision_refused_total{part="body"} 1');
    expect(text).toContain('cutaway_decision_seconds_count{path="full"} 1');
    expect(text).toContain('cutaway_pod_ads_total 2');
    expect(text).toContain('cutaway_pod_filled_seconds_total 11.52');
    expect(text).toContain('cutaway_pod_unfilled_seconds_total 0.49');
    for (const verdict of ['ok', 'dup'])
      expect(text).toContain(`cutaway_beacon_total{event="start",verdict="${verdict}"} 1`);
  });

  it('says that it is well', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok', lineItems: 4 });
  });

  it('answers an unknown address with 404 in the same shape', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ statusCode: 404, field: null });
  });

  it('does not start with a catalogue that cannot be read', async () => {
    await expect(start({ catalogueFile: '/no/such/file.json' })).rejects.toThrow(
      /^Cannot load catalogue \/no\/such\/file\.json: .*ENOENT/,
    );
  });

  it('leaves no connection open after close', async () => {
    const service = await startService();
    await (await fetch(`${service.url}/health`)).text(); // kept alive by the client
    await service.close();
    await expect(fetch(`${service.url}/health`)).rejects.toThrow();
  });

  it('reads the playlists of a creative for its preflight, and says what keeps them from a player', async () => {
    const adminTokens = { ann: 'a-token-that-is-long-enough' };
    const { url } = await start({ adminTokens, mediaBase: 'http://127.0.0.1:9' }); // nobody listens there
    const headers = { authorization: `Bearer ${adminTokens.ann}` };
    const path = '/admin/v1/creatives/ad-red/preflight';
    const { isReady, isProbed, faults } = (await (await fetch(url + path, { headers })).json()) as {
      readonly isReady: boolean;
      readonly isProbed: boolean;
      readonly faults: readonly { readonly field: string; readonly text: string }[];
    };
    expect([isReady, isProbed]).toEqual([false, true]);
    expect(faults).toContainEqual({
      field: 'mediaFiles[0].url',
      text: expect.stringMatching(/^cannot be played: /) as string,
    });
  });
});
