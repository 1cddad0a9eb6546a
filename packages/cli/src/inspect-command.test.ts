import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { aPlaylist, START_MS } from './inspect/playlist.builder.js';
import { main } from './main.js';

const TIME_SIGNAL = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==';
const CUES = { 2: ['#EXT-X-CUE-OUT:12'], 4: ['#EXT-X-CUE-IN'] };
const MPD = `<MPD type="static" mediaPresentationDuration="PT10M"><Period><EventStream timescale="1"
  schemeIdUri="urn:scte:scte35:2014:xml+bin"><Event presentationTime="60" duration="30"><Signal><Binary>${TIME_SIGNAL}
  </Binary></Signal></Event></EventStream></Period></MPD>`;

async function inspect(...args: readonly string[]) {
  const fake = fakeTerminal();
  const exitCode = await main(['inspect', ...args], fake.terminal);
  return { exitCode, text: fake.out.join('\n'), errors: fake.errors };
}

type Told = Readonly<Record<string, unknown>>;
const told = (text: string): Told[] => text.split('\n').map((line) => JSON.parse(line) as Told);

let folder = '';
let channel: Channel;
let server: Server;
let origin = '';
/** What the other server answers, by path; each answer is used once, the last one stays. */
const answers: Record<string, (string | number)[]> = {};
const requests: { url: string; token: string | undefined }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutaway-inspect-'));
  let nowMs = START_MS;
  channel = await startChannel({
    schedule: { everyMs: 12_000, firstMs: 4_000 },
    podMs: 5_760,
    nowMs: () => (nowMs += 200),
  });
  server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push({ url, token: request.headers['x-token'] as string | undefined });
    const list = answers[url] ?? [404];
    const answer = list.length > 1 ? list.shift() : list[0];
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.setHeader('content-type', 'text/html').end(typeof answer === 'number' ? '<html>no</html>' : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await channel.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('cutaway inspect', () => {
  it('says that a URL has a scheme that it does not read', async () => {
    const { exitCode, errors } = await inspect('ftp://x.example/live.m3u8');
    expect([exitCode, errors]).toEqual([
      1,
      [expect.stringContaining('Cannot inspect ftp://x.example/live.m3u8: it is no http, https or file URL, expected')],
    ]);
  });
});

describe('cutaway inspect, live', () => {
  it('--once follows a multivariant playlist and tells each break once', async () => {
    const { exitCode, text, errors } = await inspect('--once', channel.liveUrl);
    expect([exitCode, errors]).toEqual([0, []]);
    expect(text).toContain('HLS multivariant playlist, live: 2 of its 3 playlists are watched; --all');
    expect(text.match(/SIGNAL +start +break-0 /g)).toHaveLength(1);
    expect(text.match(/BREAK +announced +break-0;/g)).toHaveLength(1);
    expect(text).toMatch(/^Break +Start +Length +State/m);
  });

  it('--for watches for so long, and tells in JSON what happens in the order of time', async () => {
    const { exitCode, text } = await inspect('--json', '--for', '0.7', channel.liveUrl.replace('main', 'hi'));
    const all = told(text);
    expect(exitCode).toBe(0);
    expect(all[0]).toMatchObject({ type: 'stream', state: 'watching', facts: { kind: 'HLS', isLive: true } });
    expect(all.at(-1)).toMatchObject({ type: 'summary', errors: 0 });
    expect(all.filter(({ type }) => type === 'signal').length).toBeGreaterThan(0);
    const times = all.map(({ at }) => String(at));
    expect(times).toEqual(times.slice().sort());
  });

  it('stops on Ctrl-C and tells what the watch comes to', async () => {
    const fake = fakeTerminal();
    const done = main(['inspect', channel.liveUrl], fake.terminal);
    await vi.waitFor(() => expect(fake.out.length).toBeGreaterThan(0), { timeout: 5_000 });
    fake.stop();
    expect(await done).toBe(0);
    expect(fake.out.at(-1)).toMatch(/Watched for/);
  });

  it('goes on after errors, which it tells, until the stream ends', async () => {
    const short = (text: string) => text.replace('TARGETDURATION:6', 'TARGETDURATION:0.1');
    const [live, ended] = [short(aPlaylist(CUES)), short(aPlaylist(CUES, { isEnded: true }))];
    answers['/flaky.m3u8'] = [live, live, 503, '<html>hi</html>', ended];
    const { exitCode, text } = await inspect('--header', 'X-Token: secret', `${origin}/flaky.m3u8`);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/ERROR +playlist: it answered 503 [^;]+; next try in/);
    expect(text).toMatch(/ERROR +playlist: it answered 200 OK \(text\/html\) and is HTML/);
    expect(text).toMatch(/STREAM +recovered/);
    expect(text).toMatch(/STREAM +ended/);
    expect(text.match(/BREAK +ended/g)).toHaveLength(1);
    expect(text).toContain('2 errors');
    expect(requests.every(({ url, token }) => url !== '/flaky.m3u8' || token === 'secret')).toBe(true);
  });
});

describe('cutaway inspect, what has ended', () => {
  it('says plainly that there is no signal, and why that may be', async () => {
    const { exitCode, text } = await inspect(channel.vodUrl);
    expect(exitCode).toBe(0);
    expect(text).toContain('Heard no ad signals in 24 segments (46.08 s).');
    expect(text).toContain('- The playlists have none of the tags that speak of ads.');
    expect(text).toContain('--inband');
  });

  it('reads a file, shows its tags with --raw, and walks its breaks', async () => {
    const path = await file('cue.m3u8', aPlaylist(CUES, { isEnded: true, isDated: false }));
    const { exitCode, text } = await inspect('--raw', path);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^ {4}#EXT-X-CUE-OUT:12$/m);
    expect(text).toMatch(/0:00:12\.000 +BREAK +begins/);
    expect(text).toMatch(/0:00:24\.000 +BREAK +ended/);
    expect(text).toContain('no EXT-X-PROGRAM-DATE-TIME');
  });

  it('reads an MPD', async () => {
    const { exitCode, text } = await inspect('--json', await file('vod.mpd', MPD));
    expect(exitCode).toBe(0);
    expect(told(text).filter(({ type }) => type !== 'stream')).toMatchObject([
      { type: 'signal', action: 'start', offset: 60, segmentationTypeId: 0x34, eventId: 1207959694 },
      { type: 'break', state: 'announced', durationSeconds: 307 },
      { type: 'break', state: 'begins' },
      { type: 'break', state: 'ended' },
      { type: 'summary', breaks: [{ state: 'ended' }] },
    ]);
  });

  it('--all says where playlists disagree', async () => {
    await file('a.m3u8', aPlaylist(CUES, { isEnded: true }));
    await file('b.m3u8', aPlaylist({}, { isEnded: true }));
    const variant = '#EXT-X-STREAM-INF:BANDWIDTH=1\n';
    const path = await file('main.m3u8', `#EXTM3U\n${variant}a.m3u8\n${variant}b.m3u8\n${variant}gone.m3u8\n`);
    const { exitCode, text } = await inspect('--all', '--once', path);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/ERROR +video 3: it is not there/);
    expect(text).toMatch(/DISAGREE +video 1 tells signals, video 2 tells none/);
  });

  it('follows a schedule of date ranges', async () => {
    const range = `#EXT-X-DATERANGE:ID="s",CLASS="com.apple.hls.daterange-schedule",START-DATE="2026-01-01T00:00:00Z",X-URI="s.json"`;
    const entry = { ID: 'mid', CLASS: 'com.apple.hls.interstitial', 'X-SCHEDULE-OFFSET': 30, 'X-ASSET-URI': 'ad.m3u8' };
    await file('s.json', JSON.stringify({ DATERANGES: [entry] }));
    const { text } = await inspect(await file('scheduled.m3u8', aPlaylist({ 0: [range] }, { isEnded: true })));
    expect(text).toMatch(/0:00:30\.000 +SIGNAL +start +mid \(schedule\)/);
  });
});

describe('cutaway inspect, what cannot be watched', () => {
  it.each([
    [
      'a page',
      () => ((answers['/page'] = ['<!DOCTYPE html><html>']), `${origin}/page`),
      /answered 200 OK \(text\/html\) and is HTML/,
    ],
    ['a 404', () => `${origin}/nothing`, /it answered 404 Not Found \(text\/html\): "<html>no<\/html>"/],
    ['a dead port', () => 'http://127.0.0.1:1/', /it (refused the connection|names a port)/],
    ['a file that is not there', () => join(folder, 'nothing.m3u8'), /it is not there/],
    ['an empty file', () => file('empty.m3u8', ''), /it is empty/],
    ['a directory', () => folder, /it is a directory/],
    [
      'playlists that are not there',
      () => file('dead.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nno.m3u8\n'),
      /no\.m3u8: it is not there/,
    ],
  ])('says so of %s, and exits with 1', async (_what, make, expected) => {
    const { exitCode, text, errors } = await inspect('--once', await make());
    expect([exitCode, text]).toEqual([1, '']);
    expect(errors).toEqual([expect.stringMatching(/^Cannot inspect .+: it .+, expected an HLS playlist/)]);
    expect(errors[0]).toMatch(expected);
  });

  it('gives up on an answer that does not come', async () => {
    channel.addFault({ path: 'slow', delayMs: 60_000 });
    const { exitCode, errors } = await inspect('--timeout', '300ms', `${channel.url}/slow.m3u8`);
    expect(exitCode).toBe(1);
    expect(errors).toEqual([expect.stringContaining('it did not answer within 0.3 s')]);
  });

  it.each([
    ['--for', 'soon'],
    ['--for', '0'],
    ['--header', 'no header'],
    ['--timeout', '-1s'],
  ])('refuses %s %s', async (...args) => {
    const { exitCode, errors } = await inspect(...args, 'x.m3u8');
    expect(exitCode).toBe(2);
    expect(errors).toEqual([expect.stringMatching(/^Cannot read --.+: .+, expected .+/)]);
  });
});
