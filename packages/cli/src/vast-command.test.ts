import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { main } from './main.js';

const ads = (...inside: string[]) => `<VAST version="3.0">${inside.join('\n')}</VAST>`;
const INLINE = `<Ad id="car"><InLine><AdSystem>x</AdSystem><AdTitle>Red car</AdTitle><Impression>https://t.example/i</Impression>
<Creatives><Creative><Linear skipoffset="00:00:05"><Duration>00:00:15</Duration><MediaFiles>
<MediaFile delivery="progressive" type="video/mp4" width="640" height="360" bitrate="900">https://m.example/a.mp4</MediaFile>
</MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;
const wrapper = (
  url: string,
  sequence = '',
) => `<Ad${sequence && ` sequence="${sequence}"`}><Wrapper allowMultipleAds="true">
<AdSystem>x</AdSystem><VASTAdTagURI><![CDATA[${url}]]></VASTAdTagURI><Impression>https://t.example/w</Impression>
<Error>https://t.example/e?code=[ERRORCODE]</Error></Wrapper></Ad>`;

let server: Server;
let origin = '';
let folder = '';
const answers: Record<string, string> = {};
let requests: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutaway-vast-'));
  server = createServer(({ url = '', headers }, response) => {
    requests.push({ url, headers });
    const path = url.replace(/\?.*/, '');
    const answer = answers[path];
    if (path === '/silent') return;
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer ?? '<h1>no</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers['/inline'] = ads(INLINE);
  answers['/wrapped'] = ads(wrapper(`${origin}/inline?cb=[CACHEBUSTING]&ip=[DEVICEIP]`));
  answers['/empty'] = ads();
  answers['/html'] = '<html><body>hi</body></html>';
  answers['/large'] = ' '.repeat(1_048_577);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

beforeEach(() => (requests = []));

async function vast(args: readonly string[], input: readonly string[] = [], hasColours = false) {
  const fake = fakeTerminal(input);
  const exitCode = await main(['vast', ...args], { ...fake.terminal, hasColours });
  return { exitCode, text: fake.out.join('\n'), errors: fake.errors };
}

const piped = (text: string, ...args: string[]) => vast([...args, '-'], text.split('\n'));

describe('cutaway vast', () => {
  it('prints a VAST document of stdin, of a file or of a URL as JSON', async () => {
    const path = join(folder, 'inline.xml');
    await writeFile(path, ads(INLINE));
    const utf16 = join(folder, 'utf-16.xml');
    await writeFile(utf16, Buffer.from(`\uFEFF${ads(INLINE)}`, 'utf16le'));
    const { exitCode, text, errors } = await piped(ads(INLINE));
    expect([exitCode, errors]).toEqual([0, []]);
    expect(JSON.parse(text)).toMatchObject({
      version: '3.0',
      ads: [{ type: 'inline', title: 'Red car', creatives: [{ linear: { durationMs: 15_000, skipAfterMs: 5_000 } }] }],
    });
    for (const source of [path, utf16, `${origin}/inline`]) expect((await vast([source])).text).toBe(text);
  });

  it('prints a VMAP document as JSON', async () => {
    const vmap = '<VMAP version="1.0"><AdBreak timeOffset="50%" breakType="linear"/></VMAP>';
    expect(JSON.parse((await piped(vmap)).text)).toMatchObject({
      breaks: [{ position: { type: 'share', share: 0.5 } }],
    });
  });

  it.each([
    ['', 'Cannot read stdin: it is empty, expected'],
    ['\u0000\u0001', 'it is binary data'],
    ['<html/>', 'error 100, the document is HTML'],
    ['<RSS/>', 'error 101, the root is <RSS>'],
    ['<VAST><Ad>', 'error 100'],
    ['{}', 'error 10'],
  ])('refuses %j with exit code 1 and a sentence', async (text, why) => {
    const { exitCode, errors, ...told } = await piped(text);
    expect([exitCode, told.text]).toEqual([1, '']);
    expect(errors).toEqual([expect.stringContaining(why)]);
  });

  it('says why a file or a URL cannot be read', async () => {
    const whys = await Promise.all(
      [join(folder, 'none.xml'), folder, `${origin}/404`, 'http://127.0.0.1:1/'].map(async (source) => vast([source])),
    );
    expect(whys.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1]);
    expect(whys.map(({ errors }) => errors[0]?.replace(/^.*: it /, ''))).toEqual([
      'is not there, expected a VAST or VMAP document',
      'is a directory, expected a VAST or VMAP document',
      'answered 404 Not Found: "<h1>no</h1>", expected a VAST or VMAP document',
      expect.stringContaining('expected a VAST or VMAP document'),
    ]);
  });

  it.each(['ftp://x.example/y', 'file:///etc/hosts'])(
    'says that %s has a scheme that it does not read',
    async (url) => {
      const { exitCode, errors } = await vast([url]);
      expect([exitCode, errors]).toEqual([
        1,
        [`Cannot read ${url}: it is no http or https URL, expected a VAST or VMAP document`],
      ]);
    },
  );

  it.each([[['--validate', '--resolve', 'x']], [['--strict', 'x']], [[]]])(
    '%j is a wrong call: exit code 2',
    async (args) => {
      const { exitCode, errors } = await vast(args);
      expect([exitCode, errors]).toEqual([
        2,
        [expect.stringMatching(/^Cannot run cutaway: .+, expected what .+ lists$/)],
      ]);
    },
  );
});

describe('cutaway vast --resolve', () => {
  it('follows wrappers, fills their macros, and tells each response and the ads', async () => {
    const { exitCode, text } = await vast(['--resolve', '--device-ip', '203.0.113.7', `${origin}/wrapped`]);
    expect(exitCode).toBe(0);
    expect(text).toMatch(
      /^http:\S+\/wrapped +\d+ ms {2}200 +0\.\d kB\n {3}Wrapper\n└─ http:\S+ +\d+ ms {2}200 .+\n {6}InLine/,
    );
    expect(text).toContain('1. Red car (car): 15 s, 1 media file, 3 trackers, skip after 5 s');
    expect(requests.map(({ url }) => url)).toEqual([
      '/wrapped',
      expect.stringMatching(/^\/inline\?cb=\d{8}&ip=203\.0\.113\.7$/),
    ]);
  });

  it('sends the headers that it is told, with each request', async () => {
    const flags = ['--header', 'X-Test: 1', '--device-ip', '203.0.113.7', '--device-user-agent', 'TV/1'];
    await vast(['--resolve', ...flags, `${origin}/wrapped`]);
    expect(
      requests.map(({ headers }) => [headers['x-test'], headers['x-device-ip'], headers['x-device-user-agent']]),
    ).toEqual(Array(2).fill(['1', '203.0.113.7', 'TV/1']));
  });

  it('tells each branch that leads to nothing, and lists its Error URLs without calling them', async () => {
    const tags = ['/empty', '/404', '/html', '/large'].map((path, i) => wrapper(origin + path, String(i + 1)));
    const { exitCode, text, errors } = await piped(ads(...tags, wrapper('ftp://x.example/', '5')), '--resolve');
    expect([exitCode, errors]).toEqual([1, ['Cannot resolve stdin: it leads to no ad, expected one or more']]);
    for (const outcome of [
      '5 Wrapper',
      'no ad',
      'error 301: it answered 404',
      'error 100: the document is HTML',
      '1 MB',
    ]) {
      expect(text).toContain(outcome);
    }
    expect(text).toContain('were not called:\n  303  https://t.example/e?code=[ERRORCODE]\n  301  ');
    expect(requests.map(({ url }) => url).sort()).toEqual(['/404', '/empty', '/html', '/large']);
  });

  it('ends a chain at its one deadline', async () => {
    const { exitCode, text } = await piped(ads(wrapper(`${origin}/silent`)), '--resolve', '--timeout', '100ms');
    expect(exitCode).toBe(1);
    expect(text).toContain('error 301: it did not answer within 0.1 s');
  });

  it('resolves the source of each break of a VMAP document', async () => {
    const source = (inside: string) =>
      `<AdBreak timeOffset="start" breakType="linear" breakId="b"><AdSource>${inside}</AdSource></AdBreak>`;
    const tag = (path: string) => source(`<AdTagURI templateType="vast3">${origin}${path}</AdTagURI>`);
    const inner = source(`<VASTAdData>${ads(wrapper(`${origin}/inline`))}</VASTAdData>`);
    const vmap = `<VMAP version="1.0">${tag('/wrapped')}${inner}${tag('/404')}</VMAP>`;
    const { exitCode, text } = await piped(vmap, '--resolve', '--json');
    const { breaks } = JSON.parse(text) as { breaks: { hops: { key: string }[]; ads: unknown[] }[] };
    expect(exitCode).toBe(0);
    expect(breaks.map(({ hops, ads: found }) => [hops.length, found.length])).toEqual([
      [2, 1],
      [2, 1],
      [1, 0],
    ]);
    expect((await piped(vmap, '--resolve')).text).toContain('Break b at start, linear');
  });

  it('shows of each AdBreak whom it tells, and the code that its error trackers would hear', async () => {
    const tracking = (event: string) => `<Tracking event="${event}">https://t.example/${event}</Tracking>`;
    const trackers = `<TrackingEvents>${tracking('breakStart')}${tracking('error')}</TrackingEvents>`;
    const lost = (path: string) =>
      `<AdBreak timeOffset="50%" breakType="linear"><AdSource><AdTagURI>${origin}${path}</AdTagURI></AdSource>${trackers}</AdBreak>`;
    const of = async (path: string) =>
      (await piped(`<VMAP version="1.0">${lost(path)}</VMAP>`, '--resolve', '--timeout', '200ms')).text;
    const missing = await of('/404');
    expect(missing).toContain('Break without id at 50%, linear: tells 1 breakStart, 1 error');
    expect(missing).toContain('The AdBreak gives no ad, error 1008');
    expect(missing).toContain('  1008  https://t.example/error');
    expect(await of('/silent')).toContain('error 1007');
  });

  it('keeps lines to 80 columns, however long a URL is', async () => {
    const { text } = await piped(ads(wrapper(`${origin}/inline?${'x'.repeat(300)}`)), '--resolve');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('cutaway vast --validate', () => {
  const wrong = ads(INLINE.replace('00:00:15', '15'));

  it('lists what is wrong with its place, rule and clause, and exits with 1 on errors', async () => {
    const { exitCode, text, errors } = await piped(wrong, '--validate');
    expect([exitCode, errors]).toEqual([1, ['Cannot accept stdin: it has 1 error and 0 warnings, expected no error']]);
    expect(text.split('\n')).toEqual([
      '2:62     error    value  VAST 4.3 §3.8.1',
      '    Cannot read Duration: it is "15", expected HH:MM:SS or HH:MM:SS.mmm',
    ]);
  });

  it('exits with 0 on warnings, with 1 under --strict', async () => {
    const insecure = ads(INLINE.replace('https://t', 'http://t'));
    const loose = await piped(insecure, '--validate');
    expect([loose.exitCode, loose.errors]).toEqual([0, []]);
    expect(loose.text).toMatch(/stdin: 0 errors and 1 warning$/);
    expect((await piped(insecure, '--validate', '--strict')).exitCode).toBe(1);
  });

  it('says that nothing is wrong', async () => {
    expect(await piped(ads(INLINE), '--validate')).toEqual({ exitCode: 0, text: 'stdin: nothing wrong', errors: [] });
  });

  it('prints JSON with --json', async () => {
    const { exitCode, text } = await piped(wrong, '--validate', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      errors: 1,
      warnings: 0,
      findings: [{ line: 2, column: 62, rule: 'value' }],
    });
  });

  it('colours severities only where lines may carry colours', async () => {
    expect((await vast(['--validate', '-'], [wrong], true)).text).toContain('\u001b[31merror');
    expect((await piped(wrong, '--validate')).text).not.toContain('\u001b');
  });

  it('lets no document steer the terminal', async () => {
    const { text, errors } = await piped(ads('<Ad id="\u001b[2J"><\u001b[31mX/></Ad>'), '--validate');
    expect(text + errors.join('')).not.toContain('\u001b');
  });
});
