import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startChannel, type Channel, type StartChannelOptions } from './start-channel.js';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const open: Channel[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((channel) => channel.close()));
});

/** A channel whose clock stands still until it is set. */
async function aChannel(options: StartChannelOptions = {}) {
  let nowMs = Date.UTC(2026, 0, 1);
  const channel = await startChannel({ nowMs: () => nowMs, schedule: { atMs: [4_000] }, ...options });
  open.push(channel);
  const get = (path: string, init?: RequestInit) => fetch(channel.url + path, init);
  const post = (path: string, body: unknown) => get(path, { method: 'POST', body: JSON.stringify(body) });
  return { channel, get, post, pass: (ms: number) => (nowMs += ms) };
}

/** Of a request whose path no URL is made of. */
const statusOf = (options: RequestOptions): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(options, (response) => resolve(response.resume().statusCode));
    sent.on('error', reject).end();
  });

describe('startChannel', () => {
  it('refuses ads that its media do not have', async () => {
    const assets = { names: ['ad-red', 'ad-blue'], encoding: 'exact' } as const;
    await expect(startChannel({ assets })).rejects.toThrow(
      'Cannot start channel: assets.names has "ad-blue", expected some of ad-green, ad-red, ad-yellow',
    );
  });

  it('names the ads of an asset list by the address that it was asked at', async () => {
    // A television does not find the machine by the address at which it listens to everybody.
    const { channel } = await aChannel({ host: '0.0.0.0' });
    const { port } = new URL(channel.url);
    const list = await (await fetch(`http://127.0.0.1:${port}/asset-list/break-0.json`)).text();
    expect(list).toContain(`"URI":"http://127.0.0.1:${port}/ads/ad-red/exact/main.m3u8"`);
  });

  it.skipIf(!hasIpv6)('has an address that can be asked where it listens by IPv6', async () => {
    const { channel } = await aChannel({ host: '::1' });
    expect(channel.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(channel.liveUrl)).status).toBe(200);
  });

  it('serves the live playlists, their init segments and their segments up to the live edge', async () => {
    const { channel, get } = await aChannel();
    const main = await (await fetch(channel.liveUrl)).text();
    expect(main).toContain('CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio"\nhi.m3u8');
    for (const name of ['hi', 'lo', 'audio']) {
      const reply = await get(`/live/${name}.m3u8`);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('access-control-allow-origin')).toBe('*');
      expect(await reply.text()).toContain(`${name}/7.m4s`);
      expect((await get(`/live/${name}/init.mp4`)).status).toBe(200);
      expect((await get(`/live/${name}/7.m4s`)).headers.get('content-type')).toBe('video/mp4');
      expect((await get(`/live/${name}/8.m4s`)).status).toBe(404);
    }
  });

  it('serves the same media as VOD, with dates', async () => {
    const { channel, get } = await aChannel();
    expect((await fetch(channel.vodUrl)).status).toBe(200);
    const text = await (await get('/vod/lo.m3u8')).text();
    expect(text.match(/#EXT-X-PROGRAM-DATE-TIME/g)).toHaveLength(24);
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:44.160Z\n#EXTINF:1.920000,\nlo-023.m4s');
    expect((await get('/vod/lo-023.m4s')).status).toBe(200);
  });

  it('serves ads in every encoding, an overlay, and byte ranges', async () => {
    const { get } = await aChannel();
    for (const form of ['exact', 'long', 'short']) {
      expect((await get(`/ads/ad-yellow/${form}/main.m3u8`)).status).toBe(200);
      const part = await get(`/ads/ad-yellow/${form}.mp4`, { headers: { range: 'bytes=4-7' } });
      expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
    }
    expect((await get('/overlay.png')).headers.get('content-type')).toBe('image/png');
    expect((await get('/ads/ad-red/exact.mp4', { headers: { range: 'bytes=9999999-' } })).status).toBe(416);
  });

  it('lists as many ads as the break has room for', async () => {
    const { get } = await aChannel({ podMs: 20_000, assets: { names: ['ad-red', 'ad-yellow'], encoding: 'short' } });
    const list = (await (await get('/asset-list/break-0.json')).json()) as {
      ASSETS: { URI: string; DURATION: number }[];
    };
    expect(list.ASSETS.map((asset) => asset.DURATION)).toEqual([5.76, 3.84, 5.76, 3.84]);
    const [first] = list.ASSETS;
    expect((await fetch(first?.URI ?? '')).status).toBe(200);
    expect((await get('/asset-list/break-9.json')).status).toBe(404);
  });

  it('lists tracking events with each asset where it is told where they go (X-AD-CREATIVE-SIGNALING)', async () => {
    const assets = { names: ['ad-yellow'], encoding: 'exact', trackUrl: 'https://t.example/b' } as const;
    const { get } = await aChannel({ podMs: 3840, assets });
    const list = await (await get('/asset-list/break-0.json')).text();
    expect(list).toContain('{"type":"midpoint","urls":["https://t.example/b/break-0/0/midpoint"]}');
  });

  it('starts a break by HTTP, ends it early, and tells its state', async () => {
    const { channel, get, post, pass } = await aChannel({ schedule: 'none' });
    const brk = (await (await post('/control/break', { durationMs: 5_760 })).json()) as { id: string };
    expect(brk).toMatchObject({ id: 'live-0', kind: 'linear', startsAtMs: 21_120, plannedMs: 5_760 });
    expect(await (await get('/live/hi.m3u8')).text()).toContain('ID="live-0"');
    pass(9_600);
    expect(await (await post('/control/return', {})).json()).toMatchObject({ id: 'live-0', endsAtMs: 24_960 });
    expect(await (await get('/live/hi.m3u8')).text()).toContain('DURATION=3.840,SCTE35-IN');
    expect((await post('/control/return', {})).status).toBe(409);
    expect(channel.state().breaks.map(({ id }) => id)).toEqual(['live-0']);
    expect(await (await get('/control/state')).json()).toMatchObject({ edgeMs: 24_960 });
  });

  it('puts a second ordered break behind the one that is on', async () => {
    const { channel } = await aChannel({ schedule: 'none' });
    const first = channel.breakNow();
    expect(channel.breakNow().startsAtMs).toBe(first.endsAtMs);
  });

  it('takes a break back that has not started', async () => {
    const { channel, get } = await aChannel({ schedule: 'none' });
    channel.breakNow();
    expect(channel.cancelBreak()?.cancelledAtMs).toBe(15_360);
    expect(await (await get('/live/audio.m3u8')).text()).toContain('SCTE35-CMD');
  });

  it('refuses orders that make no sense with a reason', async () => {
    const { get, post } = await aChannel();
    const replies = [
      await post('/control/break', { durationMs: 'long' }),
      await post('/control/break', { kind: 'banner' }),
      await post('/control/break', [1]),
      await post('/control/break', { faults: { earlyInAfterMs: 'soon' } }),
      await post('/control/break', { faults: { earlyIn: 1 } }),
      await post('/control/break', { faults: 'noIn' }),
      await post('/control/break', { duration: 5_760 }),
      await post('/control/return', { id: 0 }),
      await post('/control/cancel', { breakId: 'live-0' }),
      await post('/control/fault', { path: '(' }),
      await post('/control/fault', { path: '^/ads/', sttus: 404 }),
      await get('/control/break', { method: 'POST', body: '{' }),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(400);
      expect(((await reply.json()) as { error: string }).error).toMatch(/^Cannot .+: .+, expected .+/);
    }
    expect((await get('/control/break')).status).toBe(405);
  });

  it('tells whoever asks wrongly that he does, not that something broke', async () => {
    const { channel, get } = await aChannel();
    for (const path of ['/%zz', '/live/%E0%A4.m3u8']) {
      const reply = await get(path);
      expect([path, reply.status]).toEqual([path, 400]);
      expect(await reply.json()).toEqual({
        error: `Cannot read request: its address is ${path}, expected percent-encoded UTF-8`,
      });
    }
    const { hostname, port } = new URL(channel.url);
    expect(await statusOf({ hostname, port, path: '//' })).toBe(404);
    const body = JSON.stringify({ kind: 'linear', note: 'x'.repeat(70_000) });
    expect((await get('/control/break', { method: 'POST', body })).status).toBe(413);
  });

  it('fails, delays and stalls what a fault names, as often as it says', async () => {
    const { channel, get } = await aChannel({
      faults: [
        { path: '^/ads/ad-red/', status: 404, count: 1 },
        { path: '^/live/hi\\.m3u8$', status: 503, fromMs: 0, untilMs: 1_000 },
      ],
    });
    expect((await get('/ads/ad-red/exact/main.m3u8')).status).toBe(404);
    expect((await get('/ads/ad-red/exact/main.m3u8')).status).toBe(200);
    expect((await get('/live/hi.m3u8')).status).toBe(503);
    channel.addFault({ path: 'ad-green', stall: true });
    const stalled = await get('/ads/ad-green/exact.mp4', { signal: AbortSignal.timeout(500) });
    expect(stalled.status).toBe(200);
    await expect(stalled.arrayBuffer()).rejects.toThrow();
    channel.addFault({ path: 'overlay', delayMs: 60_000 });
    await expect(get('/overlay.png', { signal: AbortSignal.timeout(200) })).rejects.toThrow();
  });

  it('fails playlists around a break where the break says so', async () => {
    const { get, pass } = await aChannel({
      breakFaults: { 'break-0': { failPlaylist: { status: 500, fromMs: 0, untilMs: 3_840 } } },
    });
    expect((await get('/live/hi.m3u8')).status).toBe(200);
    pass(5_760);
    expect((await get('/live/hi.m3u8')).status).toBe(500);
    expect((await get('/live/main.m3u8')).status).toBe(500);
    expect((await get('/live/hi/9.m4s')).status).toBe(200);
    pass(3_840);
    expect((await get('/live/hi.m3u8')).status).toBe(200);
  });

  it('serves mounted folders and nothing outside of them', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'channel-'));
    await writeFile(join(dir, 'index.html'), 'hello');
    const { get } = await aChannel({ mounts: { '/page': dir } });
    expect(await (await get('/page/')).text()).toBe('hello');
    expect((await get('/page/..%2f..%2fetc/passwd')).status).toBe(404);
    await rm(dir, { recursive: true });
  });

  it('keeps a log of requests', async () => {
    const { channel, get } = await aChannel();
    await get('/live/hi.m3u8?x=1');
    await get('/nothing');
    expect(channel.log.map(({ url, status }) => [url, status])).toEqual([
      ['/live/hi.m3u8?x=1', 200],
      ['/nothing', 404],
    ]);
  });

  it('leaves nothing alive after close, even while a request waits', async () => {
    const { channel, get } = await aChannel({ faults: [{ path: 'slow', delayMs: 60_000 }] });
    const waiting = get('/slow').then(
      () => 'answered',
      () => 'closed',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await channel.close();
    expect(await waiting).toBe('closed');
    await expect(fetch(channel.liveUrl)).rejects.toThrow();
  });
});
