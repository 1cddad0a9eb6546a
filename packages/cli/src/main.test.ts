import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  return { url, out: fake.out, stop: async () => (fake.stop(), done) };
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
    ['--break-fault', '{}'],
    ['--break-fault', 'break-0={"noIn":1}'],
    ['--options', 'no-such-file.json'],
  ])('refuses %s %s with exit code 1 and a reason', async (...args) => {
    const { exitCode, errors } = await run(['channel', ...args]);
    expect(exitCode).toBe(1);
    expect(errors).toEqual([expect.stringMatching(SENTENCE)]);
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
  ])('refuses %s %s with exit code 2 and names the help', async (...args) => {
    const { exitCode, out, errors } = await run(args);
    expect([exitCode, out]).toEqual([2, []]);
    expect(errors).toEqual([expect.stringMatching(/^Cannot run cutaway: .+, expected what cutaway .*--help lists$/)]);
  });

  it('shows its help on stderr when it is called without a command', async () => {
    const { exitCode, errors } = await run([]);
    expect(exitCode).toBe(2);
    expect(errors.join('\n')).toContain('Usage: cutaway');
  });
});
