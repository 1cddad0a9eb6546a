import { readMediaPlaylist } from '@cutaway/manifest';
import type { DecisionReply, TrackingEvent } from '@cutaway/model';
import { encodeSpliceInfo, toHex } from '@cutaway/scte35';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startService, type Service } from '../service.js';

vi.setConfig({ testTimeout: 20_000 }); // some wait on purpose

const TOKEN = 'ssai-routes-0123456789';
const ZERO_MS = Date.parse('2026-11-22T10:00:00.000Z');
const SEGMENT_MS = 1920;
const at = (segment: number) => ZERO_MS + segment * SEGMENT_MS;
const dateOf = (segment: number) => new Date(at(segment)).toISOString();

/** A break of the fake channel, counted in content segments. */
interface Announcement {
  readonly from: number;
  readonly segments: number;
  readonly returnAt?: number;
  readonly overlay?: boolean;
}

/** What the fake origin does now. */
interface Channel {
  /** The newest whole segment is the one before it. */
  edge: number;
  breaks: readonly Announcement[];
  /** How breaks are told; default `daterange`. */
  markers?: 'cue-out';
  /** Its playlists have no EXT-X-PROGRAM-DATE-TIME. */
  isUndated?: boolean;
  /** Paths that answer 404. */
  broken: RegExp;
  /** How long the ads' playlists take. */
  adDelayMs: number;
}

function spliceHex(out: boolean, segments: number): string {
  const spliceCommand = {
    type: 'splice_insert',
    spliceEventId: 7,
    spliceEventCancelIndicator: false,
    spliceImmediateFlag: false,
    spliceTime: { ptsTime: 900_000 },
    uniqueProgramId: 1,
    availNum: 1,
    availsExpected: 1,
    outOfNetworkIndicator: out,
    breakDuration: out ? { autoReturn: true, duration: segments * SEGMENT_MS * 90 } : null,
  } as const;
  return `0x${toHex(encodeSpliceInfo({ spliceCommand })).toUpperCase()}`;
}

function dateRange({ from, segments, returnAt }: Announcement): string {
  const planned = `#EXT-X-DATERANGE:ID="b${from}",START-DATE="${dateOf(from)}",PLANNED-DURATION=${(segments * SEGMENT_MS) / 1000},SCTE35-OUT=${spliceHex(true, segments)}`;
  if (returnAt === undefined) return planned;
  return `${planned},DURATION=${((returnAt - from) * SEGMENT_MS) / 1000},SCTE35-IN=${spliceHex(false, 0)}`;
}

const MULTIVARIANT = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",DEFAULT=YES,URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio"
hi.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=70000,CODECS="avc1.4d400c,mp4a.40.2",AUDIO="audio"
lo.m3u8
`;

/** The tags of the CUE family before a segment. */
function cueTags(breaks: readonly Announcement[], n: number): string {
  const seconds = (segments: number): string => ((segments * SEGMENT_MS) / 1000).toFixed(3);
  const lines = breaks.map(({ from, segments }) => {
    if (n === from) return `#EXT-X-CUE-OUT:${seconds(segments)}\n`;
    if (n > from && n < from + segments) return `#EXT-X-CUE-OUT-CONT:${seconds(n - from)}/${seconds(segments)}\n`;
    return n === from + segments ? '#EXT-X-CUE-IN\n' : '';
  });
  return lines.join('');
}

function livePlaylist({ edge, breaks, markers, isUndated = false }: Channel, name: string): string {
  const head = `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${edge - 8}\n#EXT-X-MAP:URI="${name}/init.mp4"\n`;
  const segments = Array.from({ length: 8 }, (_, i) => edge - 8 + i);
  const hasCues = markers === 'cue-out';
  const body = segments.map(
    (n) =>
      `${hasCues ? cueTags(breaks, n) : ''}${isUndated ? '' : `#EXT-X-PROGRAM-DATE-TIME:${dateOf(n)}\n`}#EXTINF:1.920,\n${name}/${n}.m4s\n`,
  );
  return head + (hasCues ? '' : breaks.map((brk) => `${dateRange(brk)}\n`).join('')) + body.join('');
}

function adPlaylist(kind: string, count: number): string {
  const body = Array.from({ length: count }, (_, i) => `#EXTINF:1.920,\n${kind}-${i}.m4s\n`).join('');
  return `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="${kind}-init.mp4"\n${body}#EXT-X-ENDLIST\n`;
}

/** A live channel and its ads, as far as a playlist reader sees them. */
async function startOrigin(channel: Channel): Promise<{ url: string; fetched: string[]; server: Server }> {
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    fetched.push(path);
    const live = /^\/live\/(\w+)\.m3u8$/.exec(path)?.[1];
    const ad = /^\/ads\/ad-(\w+)\/exact\/(\w+)\.m3u8$/.exec(path);
    const isThere = !channel.broken.test(path);
    response.statusCode = isThere ? 200 : 404;
    if (!isThere || path.endsWith('.m4s')) response.end(path);
    else if (live !== undefined) response.end(live === 'main' ? MULTIVARIANT : livePlaylist(channel, live));
    else if (ad?.[2] === 'main') setTimeout(() => response.end(MULTIVARIANT), channel.adDelayMs);
    else response.end(adPlaylist(ad?.[2] ?? '', ad?.[1] === 'yellow' ? 2 : 3));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetched, server };
}

let channel: Channel;
let origin: Awaited<ReturnType<typeof startOrigin>>;
let service: Service;

beforeEach(async () => {
  channel = { edge: 20, breaks: [], broken: /^$/, adDelayMs: 0 };
  origin = await startOrigin(channel);
  service = await startService({ origin: `${origin.url}/live/main.m3u8`, adminTokens: { tests: TOKEN } });
});
afterEach(async () => {
  await service.close();
  origin.server.closeAllConnections();
  await new Promise((resolve) => origin.server.close(resolve));
});

const get = async (path: string) => (await fetch(`${service.url}/ssai/${path}`)).text();
const segmentsOf = (text: string) =>
  (readMediaPlaylist(text)?.segments ?? []).map(({ sequence, uri }) => ({ sequence, uri }));
const isAd = (uri: string) => /\/ads\/|segment\//.test(uri);

async function decideFor(session: string, startsAt: number, more: object = {}): Promise<DecisionReply> {
  const request = { protocol: 1, sessionId: 'sdk', breakId: 'mine', kind: 'linear', durationMs: null, upids: [] };
  const response = await fetch(`${service.url}/ssai/${session}/decision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, startsAt, budgetMs: 1000, ...more }),
  });
  return (await response.json()) as DecisionReply;
}

interface Heard {
  readonly event: TrackingEvent;
  readonly adInstanceId: string;
  readonly party: string;
  readonly count: number;
  readonly code: number | null;
}
/** What the collector holds: waits until at least so many are there, and a moment more for any that should not be. */
async function heardBeacons(atLeast: number): Promise<readonly Heard[]> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const list = async () =>
    ((await (await fetch(`${service.url}/v1/beacons`, { headers })).json()) as { beacons: Heard[] }).beacons;
  for (let tries = 0; tries < 100 && (await list()).length < atLeast; tries += 1) await sleep(30);
  await sleep(100);
  return list();
}

/** Plays like a player with no SDK: every refresh of one picture and the sound, every new segment once. */
async function play(session: string, untilEdge: number, query = ''): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  await get(`${session}/main.m3u8${query}`);
  for (; channel.edge <= untilEdge; channel.edge += 1) {
    for (const name of ['v0.m3u8', 'a0.m3u8']) {
      for (const { sequence, uri } of segmentsOf(await get(`${session}/${name}${query}`))) {
        const key = `${name} ${sequence}`;
        if (seen.has(key)) expect(uri, `${key} was rewritten after it was published`).toBe(seen.get(key));
        else await (await fetch(new URL(uri, `${service.url}/ssai/${session}/${name}`))).text();
        seen.set(key, uri);
      }
    }
  }
  return seen;
}

const aBreak = { from: 24, segments: 6 }; // 11.52 s: exactly red and green

describe('/ssai', () => {
  it('passes content through with the origin’s addresses while there is no break', async () => {
    expect(await get('s/main.m3u8')).toContain('\nv0.m3u8\n');
    const uris = segmentsOf(await get('s/v0.m3u8')).map(({ uri }) => uri);
    expect(uris).toEqual(Array.from({ length: 8 }, (_, i) => `${origin.url}/live/hi/${12 + i}.m4s`));
  });

  it('replaces the break by the pod in every rendition, at the same place', async () => {
    channel.breaks = [aBreak];
    const seen = await play('s', 34);
    const shown = (name: string) => [...seen].filter(([key]) => key.startsWith(name)).map(([, uri]) => uri);
    const path = (kind: string) => [
      ...[0, 1, 2].map((n) => `${origin.url}/ads/ad-red/exact/${kind}-${n}.m4s`),
      ...[0, 1, 2].map((n) => `${origin.url}/ads/ad-green/exact/${kind}-${n}.m4s`),
    ];
    expect(shown('v0').filter(isAd)).toEqual(path('hi'));
    expect(shown('a0').filter(isAd)).toEqual(path('audio'));
    expect(shown('v0').slice(11, 13)).toEqual([`${origin.url}/live/hi/23.m4s`, path('hi')[0]]);
    expect(shown('v0')).toContain(`${origin.url}/live/hi/30.m4s`);
    for (const n of [24, 25, 26, 27, 28, 29]) expect(shown('v0')).not.toContain(`${origin.url}/live/hi/${n}.m4s`);
  });

  it('hears a break that only tags of the CUE family tell', async () => {
    channel.breaks = [aBreak];
    channel.markers = 'cue-out';
    const seen = [...(await play('s', 34))].filter(([key]) => key.startsWith('v0')).map(([, uri]) => uri);
    expect(seen.filter(isAd)).toHaveLength(6);
    expect(seen.findIndex(isAd)).toBe(12);
    expect(seen).toContain(`${origin.url}/live/hi/30.m4s`);
  });

  it('gives a channel without dates some that hold, and stitches every rendition at the same place', async () => {
    Object.assign(channel, { breaks: [aBreak], markers: 'cue-out', isUndated: true });
    const uris = (of: ReadonlyMap<string, string>, name: string) =>
      [...of].filter(([key]) => key.startsWith(name)).map(([, uri]) => uri);
    const seen = await play('s', 26);
    for (const name of ['v0', 'a0']) expect(uris(seen, name).findIndex(isAd)).toBe(12);
    // The SDK reads the break from these dates, and asks for it by them.
    const at = readMediaPlaylist(await get('s/v0.m3u8'))?.segments.find(({ uri }) => isAd(uri))?.startsAt ?? NaN;
    expect((await decideFor('s', at)).pod.ads).toHaveLength(2);
    const whole = new Map([...seen, ...(await play('s', 34))]);
    for (const name of ['v0', 'a0']) expect(uris(whole, name).filter(isAd)).toHaveLength(6);
  });

  it('decides once for a session and break, whatever it is asked', async () => {
    channel.breaks = [aBreak];
    await play('s', 26);
    await decideFor('s', at(24));
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('cutaway_decision_requests_total{path="full",prio="P0"} 1');
  });

  it('returns to content early when the IN comes, and not before what is published', async () => {
    channel.breaks = [aBreak];
    await play('s', 26);
    channel.breaks = [{ ...aBreak, returnAt: 27 }];
    const seen = await play('s', 34);
    const uris = [...seen].filter(([key]) => key.startsWith('v0')).map(([, uri]) => uri);
    expect(uris.filter(isAd)).toEqual([0, 1, 2].map((n) => `${origin.url}/ads/ad-red/exact/hi-${n}.m4s`));
    expect(uris).toContain(`${origin.url}/live/hi/27.m4s`);
  });

  it('lets content pass when the ads cannot be had', async () => {
    channel.breaks = [aBreak];
    channel.broken = /^\/ads\//;
    const seen = await play('s', 30);
    expect([...seen.values()].filter(isAd)).toEqual([]);
    const reply = await decideFor('s', at(24));
    expect(reply).toMatchObject({ pod: { ads: [] }, stitched: [] });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('cutaway_ssai_ads_left_out_total{error="MEDIA_NOT_FOUND"} 2');
  });

  it('shows the ads that can be had and leaves out the other', async () => {
    channel.breaks = [aBreak];
    channel.broken = /ad-red/;
    const seen = await play('s', 34);
    const ads = [...seen.values()].filter((uri) => isAd(uri) && uri.includes('hi-'));
    expect(ads).toEqual([0, 1, 2].map((n) => `${origin.url}/ads/ad-green/exact/hi-${n}.m4s`));
    expect((await decideFor('s', at(24))).pod.ads.map(({ adId }) => adId)).toEqual(['ad-green']);
  });

  it('does not hold up the playlist for slow ads, and stitches them behind what is published', async () => {
    channel.breaks = [aBreak];
    channel.edge = 26; // announced late: two segments of the break are out
    channel.adDelayMs = 2500;
    const startedMs = performance.now();
    const early = segmentsOf(await get('s/v0.m3u8'));
    expect(performance.now() - startedMs).toBeLessThan(2300);
    expect(early.filter(({ uri }) => isAd(uri))).toEqual([]);
    await sleep(2000); // now they are here
    const seen = await play('s', 34);
    for (const { sequence, uri } of early) expect(seen.get(`v0.m3u8 ${sequence}`)).toBe(uri);
    const { stitched } = await decideFor('s', at(24));
    expect(stitched?.map(({ startsAt, durationMs }) => [startsAt, durationMs])).toEqual([
      [at(26), 5760],
      [at(29), 1920], // the second ad is cut where the break ends
    ]);
  });

  it('closes at once while a playlist waits for the ads', async () => {
    channel.breaks = [aBreak];
    channel.adDelayMs = 5000;
    const waiting = get('s/v0.m3u8').catch(() => 'cut off');
    await sleep(50);
    const startedMs = performance.now();
    await service.close();
    expect(performance.now() - startedMs).toBeLessThan(2000);
    await waiting;
  });

  it('says 502 in the common shape when the origin does not answer, and recovers', async () => {
    channel.broken = /^\/live/;
    const response = await fetch(`${service.url}/ssai/s/main.m3u8`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ statusCode: 502, error: expect.stringContaining('Cannot fetch') });
    channel.broken = /^$/;
    expect(await get('s/main.m3u8')).toContain('v0.m3u8');
  });

  it('opens a session anew for a player that comes with a media playlist', async () => {
    expect(segmentsOf(await get('lost/v1.m3u8'))[0]?.uri).toBe(`${origin.url}/live/lo/12.m4s`);
  });

  it('answers 404 for a playlist that the channel does not have', async () => {
    expect((await fetch(`${service.url}/ssai/s/v9.m3u8`)).status).toBe(404);
    expect((await fetch(`${service.url}/ssai/s/segment/none/0/0`)).status).toBe(404);
  });
});

describe('/ssai: the channel’s own signals', () => {
  it('make a plan of a splice to come, put it on air, and end it, once for all sessions', async () => {
    const token = 'a-token-of-sixteen';
    let now = at(20);
    const named = await startService({
      ...{ origin: `${origin.url}/live/main.m3u8`, channel: 'one', adminTokens: { ann: token }, nowMs: () => now },
    });
    const refresh = async (edge: number) => {
      channel.edge = edge;
      now = at(edge);
      for (const session of ['s', 't'])
        for (const name of await namesIn(session)) await fetch(`${named.url}/ssai/${session}/${name}`);
    };
    const namesIn = async (session: string) => {
      const main = await (await fetch(`${named.url}/ssai/${session}/main.m3u8`)).text();
      return main.split('\n').filter((line) => /^[\w-]+\.m3u8/.test(line));
    };
    const plans = async () => {
      const answer = await fetch(`${named.url}/v1/live/one/breaks`, { headers: { authorization: `Bearer ${token}` } });
      return ((await answer.json()) as { breaks: { source: string; state: { phase: string } }[] }).breaks;
    };
    channel.breaks = [{ from: 24, segments: 6 }];
    await refresh(20);
    expect(await plans()).toMatchObject([
      { source: 'scte35', names: expect.arrayContaining(['7']), expectedStartMs: at(24) },
    ]);
    await refresh(25);
    expect(await plans()).toMatchObject([{ state: { phase: 'on-air', startedMs: at(24) } }]);
    channel.breaks = [{ from: 24, segments: 6, returnAt: 28 }];
    await refresh(29);
    expect(await plans()).toMatchObject([{ state: { phase: 'over', endedMs: at(28) } }]);
    await named.close();
  });
});

describe('/ssai: exactly one party beacons', () => {
  beforeEach(() => {
    channel.breaks = [aBreak];
  });

  it('client: the SDK hears which ads are where, and the server calls nobody', async () => {
    const seen = await play('s', 34);
    const reply = await decideFor('s', at(24) + 300);
    expect(reply.pod.beaconedBy).toBe('client');
    expect(reply.pod.ads.map(({ adId }) => adId)).toEqual(['ad-red', 'ad-green']);
    expect(reply.stitched).toEqual([
      { adInstanceId: reply.pod.ads[0]?.adInstanceId, startsAt: at(24), durationMs: 5760 },
      { adInstanceId: reply.pod.ads[1]?.adInstanceId, startsAt: at(27), durationMs: 5760 },
    ]);
    expect([...seen.values()].filter((uri) => uri.includes('segment/'))).toEqual([]);
    expect(await heardBeacons(0)).toEqual([]);
  });

  it('client: asked by id alone, or about nothing that is stitched', async () => {
    await play('s', 26);
    expect((await decideFor('s', 0, { breakId: 'b24' })).pod.ads).toHaveLength(2);
    expect(await decideFor('s', at(60))).toMatchObject({ pod: { ads: [] }, stitched: [] });
    expect(await decideFor('nobody', at(24))).toMatchObject({ pod: { ads: [] }, stitched: [] });
    const overlay = await decideFor('s', at(24), { kind: 'overlay' });
    expect(overlay).toMatchObject({ pod: { ads: [{ adId: 'overlay-banner' }] }, stitched: null });
  });

  it('server: calls every tracker once and in order as the segments are fetched', async () => {
    const seen = await play('s', 34, '?beacons=server');
    for (const uri of [...seen.values()].filter((one) => one.includes('segment/')))
      await (await fetch(`${service.url}/ssai/s/${uri}`)).text(); // a retry of everything
    const beacons = await heardBeacons(14);
    const { pod } = await decideFor('s', at(24));
    expect(pod.beaconedBy).toBe('server');
    const whole = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
    expect(beacons.map(({ adInstanceId, event }) => [adInstanceId, event])).toEqual(
      pod.ads.flatMap((ad) => whole.map((event) => [ad.adInstanceId, event])),
    );
    expect(beacons.every(({ party, count }) => party === 'server' && count === 1)).toBe(true);
    expect(origin.fetched.filter((path) => path.includes('ad-red/exact/hi-0.m4s'))).toHaveLength(2);
  });

  it('server: a routed segment keeps its extension, which some players ask for', async () => {
    const uris = [...(await play('s', 30, '?beacons=server')).values()].filter((uri) => uri.includes('segment/'));
    expect(uris[0]).toMatch(/^segment\/\w+\/\d\/0\.m4s$/);
  });

  it('server: an ad that early return cuts is never complete', async () => {
    await play('s', 26, '?beacons=server');
    channel.breaks = [{ ...aBreak, returnAt: 26 }];
    await play('s', 34, '?beacons=server');
    const events = (await heardBeacons(5)).map(({ event }) => event);
    expect(events).toEqual(['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint']);
  });

  it('server: tells an ad whose media is not there its error', async () => {
    channel.broken = /ad-red/;
    await play('s', 28, '?beacons=server');
    const errors = (await heardBeacons(1)).filter(({ event }) => event === 'error');
    expect(errors).toEqual([expect.objectContaining({ code: 401, party: 'server', count: 1 })]);
  });
});
