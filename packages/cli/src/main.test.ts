import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { main } from './main.js';

/** SCTE 35 2023r1 §14.1: time_signal, placement opportunity start. */
const TIME_SIGNAL = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==';
const SENTENCE = /^Cannot .+: .+, expected .+/;

async function run(args: string[], input: string[] = []) {
  const fake = fakeTerminal(input);
  const exitCode = await main(args, fake.terminal);
  return { exitCode, out: fake.out, errors: fake.errors };
}

/** Starts a command that runs until it is stopped, once it has printed a line that starts with `label`. */
async function start(args: string[], label: string) {
  const fake = fakeTerminal();
  const done = main(args, fake.terminal);
  const find = () => fake.out.find((line) => line.startsWith(label));
  await vi.waitFor(() => expect(find() ?? fake.errors[0]).toBeDefined(), { timeout: 10_000 });
  const url = find()?.slice(label.length).trim() ?? '';
  return { url, out: fake.out, errors: fake.errors, stop: async () => (fake.stop(), done) };
}

describe('cutaway scte35', () => {
  it('prints a section as JSON with the names of the standard', async () => {
    const { exitCode, out, errors } = await run(['scte35', TIME_SIGNAL]);
    expect([exitCode, errors]).toEqual([0, []]);
    const section = JSON.parse(out.join('\n')) as Record<string, unknown>;
    expect(section).toMatchObject({
      spliceCommandType: 6,
      spliceCommand: { spliceTime: { ptsTime: 0x072bd0050, ptsTimeSeconds: 21388.766756 } },
      descriptors: [
        {
          segmentationEventId: 0x4800008e,
          segmentationTypeId: 0x34,
          segmentationDuration: 0x0001a599b0,
          segmentationDurationSeconds: 307,
          segmentationUpidType: 8,
          segmentationUpid: '000000002ca0a18a',
          segmentNum: 2,
          segmentsExpected: 0,
        },
      ],
      ptsAdjustment: 0,
      ptsAdjustmentSeconds: 0,
      tier: 0xfff,
      crc: { status: 'valid' },
    });
  });

  it('reads the same section from hex', async () => {
    const hex = Buffer.from(TIME_SIGNAL, 'base64').toString('hex');
    expect((await run(['scte35', `0x${hex.toUpperCase()}`])).out).toEqual((await run(['scte35', TIME_SIGNAL])).out);
  });

  it.each(['nonsense', '', '0x00', `${TIME_SIGNAL.slice(0, 20)}`])('exits 1 on "%s" and says why', async (text) => {
    const { exitCode, out, errors } = await run(['scte35', text]);
    expect([exitCode, out]).toEqual([1, []]);
    expect(errors).toEqual([expect.stringMatching(/^Cannot read splice info section: ./)]);
  });

  it('reads one section a line from stdin, says which it cannot read and goes on', async () => {
    const { exitCode, out, errors } = await run(['scte35', '-'], [TIME_SIGNAL, '', 'nonsense', TIME_SIGNAL]);
    expect(exitCode).toBe(1);
    const [first, second, third, ...rest] = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ spliceCommandType: 6 });
    expect(second).toEqual({ error: expect.stringContaining('Cannot read') as string });
    expect([third, rest]).toEqual([first, []]);
    expect(errors).toEqual(['Cannot read every line: 1 of 3 are unreadable, expected sections']);
  });
});

describe('cutaway channel', () => {
  it('prints its URLs, serves what the flags say, and stops', async () => {
    const channel = await start(['channel', '--at', '0', '--pod', '5760ms', '--signal', 'time_signal'], 'Live');
    const text = await (await fetch(channel.url.replace('main', 'hi'))).text();
    expect(text).toContain('ID="break-0"');
    expect(text).toContain('PLANNED-DURATION=5.760');
    expect(await channel.stop()).toBe(0);
    await expect(fetch(channel.url)).rejects.toThrow();
  });

  it('takes faults as data', async () => {
    const faults = ['--fault', '{"path":"lo.m3u8","status":418}', '--break-fault', 'break-0={"duplicate":true}'];
    const channel = await start(['channel', '--at', '0', ...faults], 'Live');
    expect((await fetch(channel.url.replace('main', 'lo'))).status).toBe(418);
    const text = await (await fetch(channel.url.replace('main', 'hi'))).text();
    expect(text.match(/ID="break-0"/g)).toHaveLength(2);
    await channel.stop();
  });

  it.each([
    ['--every', 'often'],
    ['--every', '0'],
    ['--port', '70000'],
    ['--segment', '2s'],
    ['--fault', '{}'],
    ['--fault', 'no'],
    ['--fault', '{"path":"^/ads/","delay":3000}'],
    ['--break-fault', '{}'],
    ['--break-fault', 'break-0={"noIn":1}'],
    ['--overlay-every', '0'],
    ['--ads', 'ad-red,foo'],
    ['--pod', '2m'],
  ])('refuses %s %s as a wrong call, and names the flag', async (...args) => {
    const { exitCode, errors } = await run(['channel', ...args]);
    expect(exitCode).toBe(2);
    expect(errors).toEqual([expect.stringMatching(SENTENCE)]);
    expect(errors[0]).toContain(args[0]);
  });

  it('refuses breaks that overlap, and says which flags are at odds', async () => {
    expect((await run(['channel', '--every', '5s'])).errors).toEqual([
      'Cannot start channel: schedule.everyMs (--every) is 5000, expected at least podMs (--pod), 11520',
    ]);
  });

  it('exits 1 where a file or a folder is not what it was taken for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cutaway-main-'));
    const file = join(folder, 'options.json');
    await writeFile(file, '{"nope":1}');
    const wrong = [
      ['--options', file, `Cannot use options of ${file}: nope is unknown, expected one of epochMs, `],
      ['--options', 'none.json', 'Cannot read options: file none.json is not there or not readable, expected '],
      ['--mount', `/page=${file}`, `Cannot mount /page: ${file} is no folder, expected one that is there`],
      [
        '--mount',
        `/page=${folder}/none`,
        `Cannot mount /page: ${folder}/none is no folder, expected one that is there`,
      ],
    ] as const;
    for (const [flag, value, sentence] of wrong) {
      const { exitCode, errors } = await run(['channel', flag, value]);
      expect([exitCode, errors]).toEqual([1, [expect.stringContaining(sentence)]]);
    }
    await writeFile(file, 'podMs: 5760');
    expect((await run(['channel', '--options', file])).errors).toEqual([
      `Cannot use options of ${file}: it is "podMs: 5760", expected a JSON object`,
    ]);
    await rm(folder, { recursive: true });
  });
});

describe('cutaway serve', () => {
  it('starts the service, prints its URL, and stops', async () => {
    const service = await start(['serve'], 'Decisions');
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(service.url)).status).toBeLessThan(500);
    expect(await service.stop()).toBe(0);
    await expect(fetch(service.url)).rejects.toThrow();
  });

  it('says what is wrong while it starts to whoever started it, a line each', async () => {
    const service = await start(['serve', '--redis', 'redis://127.0.0.1:1'], 'Decisions');
    await vi.waitFor(() => expect(service.out).toHaveLength(1), { timeout: 10_000 });
    // What is still wrong after a while is said again.
    expect([...new Set(service.errors)]).toEqual([
      expect.stringMatching(/^Cannot share pods with other nodes: .+, expected --keys, /),
      'Cannot use redis: connect ECONNREFUSED 127.0.0.1:1',
      'Cannot use redis: it does not answer: there is no connection',
    ]);
    await service.stop();
  });

  it('names a data folder that it cannot use', async () => {
    const { exitCode, errors } = await run(['serve', '--data', fileURLToPath(import.meta.url)]);
    expect([exitCode, errors]).toEqual([
      1,
      [expect.stringMatching(/^Cannot keep data in .+: a file is in its place,/)],
    ]);
  });

  it('names an address that this machine does not have', async () => {
    const { exitCode, errors } = await run(['serve', '--host', '192.0.2.1']);
    expect([exitCode, errors]).toEqual([
      1,
      ['Cannot listen: 192.0.2.1 is no address of this machine, expected one like 127.0.0.1, or 0.0.0.0 for all'],
    ]);
  });

  it('says that a port is taken', async () => {
    const service = await start(['serve'], 'Decisions');
    const { exitCode, errors } = await run(['serve', '--port', new URL(service.url).port]);
    expect(exitCode).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/^Cannot listen: port \d+ is taken, expected a free one/)]);
    await service.stop();
  });
});

describe('cutaway serve --asks', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'asks-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const file = async (text: string): Promise<string> => {
    await writeFile(join(folder, 'asks.json'), text);
    return join(folder, 'asks.json');
  };

  it('believes the headers of the CDN that the file names', async () => {
    const catalogue = join(folder, 'ads.json');
    const film = { id: 'film', durationMs: 10_000, mediaFiles: [{ url: 'https://m.example/film.m3u8' }] };
    const german = {
      id: 'german',
      advertiserId: 'a',
      creatives: ['film'],
      targeting: { 'geo.country': ['DE'] },
      priceCpm: 5,
    };
    const ads = { advertisers: [{ id: 'a', domain: 'a.example' }], creatives: [film], lineItems: [german] };
    await writeFile(catalogue, JSON.stringify(ads));
    const asks = await file('{ "geoHeaders": "cloudfront", "timeZone": "Europe/Berlin" }');
    const service = await start(['serve', '--catalogue', catalogue, '--asks', asks, '--event-days', '7'], 'Decisions');
    const adsFor = async (country: string): Promise<number> => {
      const headers = { 'cloudfront-viewer-country': country };
      const answer = await fetch(`${service.url}/v1/vast?sessionId=${country}&breakId=b&durationMs=10000`, { headers });
      return (await answer.text()).split('<Ad ').length - 1;
    };
    expect([await adsFor('DE'), await adsFor('FR')]).toEqual([1, 0]);
    await service.stop();
  });

  it.each([
    ['{ "geoHeaders": "akamai" }', /^Cannot read asks: geoHeaders is "akamai"/],
    ['{', /^Cannot read asks of /],
    ['{ "timeZone": "Mars" }', /^Cannot tell dayparts: time zone is Mars/],
  ])('refuses %s with exit code 1 and a reason', async (text, reason) => {
    const { exitCode, errors } = await run(['serve', '--asks', await file(text)]);
    expect([exitCode, errors]).toEqual([1, [expect.stringMatching(reason)]]);
  });
});

describe('cutaway serve --clients-per-address', () => {
  it('bills so many clients of one address for a pod that many share', async () => {
    const proxied = ['serve', '--trust-proxy', 'loopback', '--clients-per-address', '2'];
    const service = await start(proxied, 'Decisions');
    const vast = await (await fetch(`${service.url}/v1/cohort/vast?breakId=b&durationMs=12000`)).text();
    const url = /<Impression><!\[CDATA\[(.+?)\]\]><\/Impression>/.exec(vast)?.[1] ?? '';
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    for (const viewer of ['tv-1', 'tv-2', 'tv-3'])
      expect((await fetch(url.replace('[TRANSACTIONID]', viewer), { headers })).status).toBe(204);
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('cutaway_impressions_total 2');
    await service.stop();
  });

  it.each(['0', '-1', 'many'])('refuses %s', async (count) => {
    expect((await run(['serve', '--clients-per-address', count])).exitCode).toBe(2);
  });
});

describe('cutaway', () => {
  it.each([
    ['--help'],
    ['channel', '--help'],
    ['serve', '--help'],
    ['replay', '--help'],
    ['sink', '--help'],
    ['inspect', '--help'],
    ['scte35', '--help'],
    ['vast', '--help'],
  ])('%s %s exits 0', async (...args) => {
    const { exitCode, out, errors } = await run(args);
    expect([exitCode, errors]).toEqual([0, []]);
    expect(out.join('\n')).toContain('Usage: cutaway');
  });

  it('prints its version', async () => {
    expect((await run(['--version'])).out).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });

  it.each([
    ['serv'],
    ['channel', '--evry', '3s'],
    ['channel', '--signal', 'beep'],
    ['scte35'],
    ['inspect'],
    ['serve', 'x'],
    ['serve', '--channel', 'one'],
    ['help', 'nonsense'],
  ])('refuses %s %s with exit code 2 and names the help', async (...args) => {
    const { exitCode, out, errors } = await run(args);
    expect([exitCode, out]).toEqual([2, []]);
    expect(errors).toEqual([expect.stringMatching(/^Cannot run cutaway: .+, expected what cutaway .*--help lists$/)]);
  });

  it.each<[string, string, string, string]>([
    ['serve', '--port', 'abc', 'Cannot read --port: it is "abc", expected a whole number'],
    ['serve', '--port', '70000', 'Cannot read --port: it is 70000, expected a port from 0 to 65535'],
    ['serve', '--origin', 'x', 'Cannot read --origin: it is "x", expected a URL that starts with http:// or https://'],
    ['serve', '--decision-share', '2', 'Cannot read --decision-share: it is "2", expected a number from 0 to 1'],
    [
      'serve',
      '--trust-proxy',
      '1',
      'Cannot read --trust-proxy or CUTAWAY_TRUST_PROXY: one is "1", expected addresses or networks like 10.0.0.0/8',
    ],
    ['serve', '--keys', 'k1', 'Cannot read --keys or CUTAWAY_KEYS: entry 1 is no pair, expected one like name=secret'],
    [
      'serve',
      '--redis',
      'foo',
      'Cannot read --redis or CUTAWAY_REDIS: it has another beginning, expected a URL that starts with redis:// or rediss://',
    ],
    ['inspect', '--for', 'x', 'Cannot read --for: it is "x", expected a time like 8s, 1500ms or 2m'],
    ['vast', '--timeout', '0', 'Cannot read --timeout: it is "0", expected a time above 0'],
    ['vast', '--header', 'bad', 'Cannot read --header: it is "bad", expected a header like "Name: value"'],
  ])('%s %s %s is a wrong call, whose flag is named', async (command, flag, value, sentence) => {
    const { exitCode, out, errors } = await run([command, flag, value, 'x']);
    expect([exitCode, out, errors]).toEqual([2, [], [sentence]]);
  });

  it('shows its help on stderr when it is called without a command', async () => {
    const { exitCode, errors } = await run([]);
    expect(exitCode).toBe(2);
    expect(errors.join('\n')).toContain('Usage: cutaway');
  });
});
