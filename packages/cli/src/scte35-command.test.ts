import { describe, expect, it } from 'vitest';
import { fakeTerminal } from './fake-terminal.js';
import { main } from './main.js';

const TIME_SIGNAL = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==';
const INSERT = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
const SECTIONS = [
  TIME_SIGNAL,
  INSERT,
  // wrap, cancel, component, schedule, bandwidth, private, null, seg cancel
  '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==',
  '/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==',
  '/DAvAAAAAAAA///wHgVAAAB8f68DAf4ADbugAn8D/gANx1t+AFJlwAAAAAAAAFMZJT0=',
  '/DAqAAAAAAAA///wGQQCAAAAC3//WCxToP4AKTLgAAEBAgAAAAz/AAAZo4x8',
  '/DARAAAAAAAA///wAAcAAHMWlCM=',
  '/DAaAAAAAAAA///wCf9FWUVWAQIDBAUAAHMXVqQ=',
  '/DAbAAAAAAAA///wAAAACgAIQ1VFSQAAATUVovo9',
  '/DAhAAAAAAAA///wBQb+AA27oAALAglDVUVJSAAAjv+yqbBw',
  // MID, DTMF with time and audio, unknown descriptors, legacy length, stuffing, encrypted
  '/DBkAAAAAAAA///wBQb+AA27oABOAkxDVUVJSAAAkn//AABSZcANOAMMQUJDRDAxMjM0NTZIDh50eXBlPUxBJmR1cj02MDAwMCZwb3M9MCZ0aWVyPTEMCEFERlIBAgMERAEBUB5ljA==',
  '/DBeAAAAAAAA///wBQb+AA27oABIAhdDVUVJSAAAl3+/CAgAAAAALKChixcBAQEKQ1VFSbGfMTIxIwMQQ1VFSQAAawK9RR3NZQAAJQQPQ1VFSS9RZW5nBf9zcGFCgLAOLg==',
  '/DBKAAAAAAAA///wBQb+AA27oAA0BwhBQkNEAQIDBC8GQ1VFSQUGAiBDVUVJSAAAmH//AAAG3dADDEFCQ0QwMTIzNDU2SDABAb3KrnA=',
  '/DAvAAAAAAAA/////wb+AA27oAAZAhdDVUVJSAAAmX+/CAgAAAAALKChijUAAPEU1ro=',
  '/DAqAAAAAAAA///wBQb+AA27oAARAg9DVUVJSAAAmn+/AAA1AAD////elO/B',
  '/DAbAIIAAAAAB//wBQb+AA27oAAAAAAAAADvHJqJ',
  // the other samples of the standard and of the field, and of structures that those leave out
  '/DAvAAAAAAAA///wBQb+dGKQoAAZAhdDVUVJSAAAjn+fCAgAAAAALKChijUCAKnMZ1g=',
  '/DBIAAAAAAAA///wBQb+ek2ItgAyAhdDVUVJSAAAGH+fCAgAAAAALMvDRBEAAAIXQ1VFSUgAABl/nwgIAAAAACyk26AQAACZcuND',
  '/DAvAAAAAAAA///wBQb+rr//ZAAZAhdDVUVJSAAACH+fCAgAAAAALKVs9RcAAJUdsKg=',
  '/DBIAAAAAAAA///wBQb+ky44CwAyAhdDVUVJSAAACn+fCAgAAAAALKCh4xgAAAIXQ1VFSUgAAAl/nwgIAAAAACygoYoRAAC0IX6w',
  '/DBhAAAAAAAA///wBQb+qM1E7QBLAhdDVUVJSAAArX+fCAgAAAAALLLXnTUCAAIXQ1VFSUgAACZ/nwgIAAAAACyy150RAAACF0NVRUlIAAAnf58ICAAAAAAsstezEAAAihiGnw==',
  '/DA0AAG3wyKO///wBQb/yRLo+gAeAhxDVUVJQAAAZH/PAAEOFNwICAAAAAArJkYdNAAAMcFkEw==',
  '/DA8AAAAAAAAAP///wb+06ACpQAmAiRDVUVJAACcHX//AACky4AMEERJU0NZTVdGMDQ1MjAwMEgxAQEMm4c0',
  '/DCRAAAAAAAAAP/wBQb/9peOEAB7AjhDVUVJAAAAnH+/DilhdmFpbGlkPTkxNDg2NjA2NSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDEHCgI/Q1VFSQAAAJ1//wAANu6ADilhdmFpbGlkPTkxMDkwMTM4OSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDAICgAAoJMeaA==',
  '/DAlAAAAAAAAAP/wFAUAAAPnf+/+ABH7nv4AKTLgAAEBAQAATRkqWQ==',
  '/DAhAAAAAAAAAP/wEAUAAAPbf+9/fgAg9YDAAAAAAAAZkT2l',
  '/DAvAAG2uS3c///wBQb/yiD8XAAZAhdDVUVJQAAAZH+fCAgAAAAAKyZGHTUAAMzqBnE=',
  '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwg=',
  '/DAbAAAAAAAA///wCgVgAAAKf98AAAAAAAAcMQax',
  '/DAbAAAAAAAA///wCgVgAAAKf18AAAAAAAAx4ejU',
  '/DA6AAAAAAAA///wBQb+AA27oAAkAiJDVUVJSAAAkH//AAApMuARDnR5cGU9UEkmdGllcj0xNgEDXfpL+Q==',
  '/DA9AAAAAAAA///wBQb+AA27oAAnAiVDVUVJSAAAkX/NAAANu6APD3Vybjp4Om92ZXJsYXk6MTgAAAAARkP2rg==',
  '/DAvAAAAAAAA///wBQb+AA27oAAZAhdDVUVJSAAAk3+/CAgAAAAALKChihoAAAnxVU0=',
  '/DA9AAAAAAAA///wAQZ/ACsCKUNVRUlIAACUf/8AABt3QAkVQlJFQUs6ZXhhbXBsZS5jb20vYWJjIgEEVNbC5w==',
  '/DAzAAAAAAAA///wBQb+AA27oAAdAhtDVUVJSAAAlX+/CgwUePha4QCwaFuPCQEQAQELb9fa',
  '/DBFAAAAAAAA///wBQb+AA27oAAvAi1DVUVJSAAAln9/AgH+AAAAAAL+AAALuwAABt3QAwxBQkNEMDEyMzQ1NkgwAQLKrEJ1',
];

const BAD_CRC = '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwk=';

async function run(args: string[], input: string[] = []) {
  const fake = fakeTerminal(input);
  const exitCode = await main(['scte35', ...args], fake.terminal);
  return { exitCode, out: fake.out, errors: fake.errors };
}

describe('cutaway scte35', () => {
  it('reads base64 and base64url, padded or not, and hex with or without 0x', async () => {
    const hex = Buffer.from(INSERT, 'base64').toString('hex');
    const url = INSERT.replace(/\+/g, '-').replace(/\//g, '_');
    const bare = [INSERT, url].map((text) => text.replace(/=+$/, ''));
    const forms = [INSERT, url, ...bare, hex, hex.toUpperCase(), `0x${hex}`, `0X${hex.toUpperCase()}`];
    const { out } = await run(['-'], forms);
    expect([out.length, new Set(out).size]).toEqual([forms.length, 1]);
    for (const form of forms) expect(JSON.parse((await run([form])).out.join('\n'))).toEqual(JSON.parse(out[0] ?? ''));
  });

  it('prints each field of a splice_insert by its name, ticks beside seconds', async () => {
    const { out } = await run([INSERT]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      spliceCommandType: 5,
      spliceCommand: {
        spliceEventId: 0x4800008f,
        spliceEventCancelIndicator: false,
        outOfNetworkIndicator: true,
        spliceImmediateFlag: false,
        spliceTime: { ptsTime: 0x07369c02e, ptsTimeSeconds: 21_514.559_089 },
        breakDuration: { autoReturn: true, duration: 5_426_421, durationSeconds: 60.293_567 },
        uniqueProgramId: 0,
        availNum: 0,
        availsExpected: 0,
      },
      descriptors: [{ tag: 0, identifier: 'CUEI', providerAvailId: 0x135 }],
      ptsAdjustment: 0,
      tier: 0xfff,
      crc: { status: 'valid' },
    });
  });

  it('prints each field of a segmentation descriptor by its name, UPIDs as hex beside what they say', async () => {
    const { out } = await run([
      '/DA+AAAAAAAA///wBQb+AA27oAAoAiZDVUVJSAAAj3//AAApMuAQEI7GWh2eDU0Mmls/ChssPU40AQMBAkXd8dw=',
    ]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      descriptors: [
        {
          segmentationEventId: 0x4800008f,
          segmentationTypeId: 0x34,
          segmentationDuration: 2_700_000,
          segmentationDurationSeconds: 30,
          segmentationUpidType: 0x10,
          segmentationUpid: '8ec65a1d9e0d4d0c9a5b3f0a1b2c3d4e',
          segmentationUpidText: '8ec65a1d-9e0d-4d0c-9a5b-3f0a1b2c3d4e',
          segmentNum: 1,
          segmentsExpected: 3,
          subSegmentNum: 1,
          subSegmentsExpected: 2,
        },
      ],
    });
  });

  it('prints names, seconds and texts beside what the section holds', async () => {
    const { out } = await run(['-'], [SECTIONS[10] ?? '', SECTIONS[5] ?? '']);
    const [mid, schedule] = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(mid).toMatchObject({
      descriptors: [
        {
          segmentationTypeName: 'Provider Ad Block Start',
          segmentationUpidName: 'MID',
          segmentationUpidMembers: [
            { type: 3, name: 'Ad-ID', text: 'ABCD0123456H', hex: '414243443031323334353648' },
            { type: 14, text: 'type=LA&dur=60000&pos=0&tier=1' },
            { type: 12, hex: '4144465201020304' },
          ],
        },
      ],
    });
    expect(schedule).toMatchObject({
      spliceCommand: { events: [{ utcSpliceTime: 1_479_300_000, utcSpliceTimeText: '2026-11-21T12:39:42Z' }, {}] },
    });
  });

  it('--encode gives the base64 back that the JSON was printed from, a line each', async () => {
    const printed = await run(['-'], SECTIONS);
    expect(await run(['--encode'], printed.out)).toEqual({ exitCode: 0, out: SECTIONS, errors: [] });
    expect((await run(['--encode', '-'], printed.out)).out).toEqual(SECTIONS);
  });

  it('--encode reads the JSON of one section over several lines, too', async () => {
    const one = (await run([TIME_SIGNAL])).out.join('\n').split('\n');
    const two = (await run([INSERT])).out.join('\n').split('\n');
    expect((await run(['--encode', '-'], [...one, ...two])).out).toEqual([TIME_SIGNAL, INSERT]);
  });

  it('--encode takes JSON written by hand with what matters', async () => {
    const json = {
      spliceCommandType: 5,
      spliceCommand: {
        spliceEventId: 1207959695,
        outOfNetworkIndicator: true,
        spliceTime: { ptsTime: 0x07369c02e },
        breakDuration: { autoReturn: true, duration: 5_426_421 },
      },
      descriptors: [{ tag: 0, providerAvailId: 0x135 }],
    };
    expect((await run(['--encode', JSON.stringify(json)])).out).toEqual([INSERT]);
  });

  it.each([
    ['nonsense', 'it is nonsense, expected a JSON object'],
    ['[]', 'it is [], expected an object'],
    ['{}', 'spliceCommandType is absent and type is absent'],
    ['{"error":"x"}', 'it holds the error "x"'],
    ['{"spliceCommandType":6,"spliceCommand":7}', 'spliceCommand is 7, expected an object'],
    ['{"spliceCommandType":6,"spliceCommand":{"spliceTime":{"ptsTime":-1}}}', 'Cannot encode pts_time: it is -1'],
    ['{"spliceCommandType":6,"spliceCommand":{"spliceTime":{"ptsTime":"soon"}}}', 'Cannot encode pts_time: it is soon'],
    ['{"spliceCommandType":5,"spliceCommand":{}}', 'Cannot encode splice_event_id: it is undefined'],
    ['{"spliceCommandType":6,"descriptors":{}}', 'descriptors is {}, expected a list'],
    ['{"spliceCommandType":6,"descriptors":[{"tag":2}]}', 'Cannot encode segmentation_event_id'],
    ['{"spliceCommandType":6,"descriptors":[{"tag":4}]}', 'components is absent, expected a list'],
    ['{"spliceCommandType":255,"spliceCommand":{"identifier":7}}', 'identifier is 7, expected text'],
    ['{"spliceCommandType":8,"spliceCommand":{"hex":"xyz"}}', 'Cannot encode splice_command: it is "xyz"'],
  ])('--encode %s exits with 1 and says why', async (json, why) => {
    const { exitCode, out, errors } = await run(['--encode', json]);
    expect([exitCode, out]).toEqual([1, []]);
    expect(errors).toEqual([expect.stringContaining(why)]);
  });

  it('--encode keeps the place of a line that it cannot read', async () => {
    const json = (await run(['-'], [INSERT])).out[0] ?? '';
    const { exitCode, out } = await run(['--encode'], [json, '{"spliceCommandType":', json, 'x']);
    expect(exitCode).toBe(1);
    expect(out.map((line) => line.slice(0, 9))).toEqual([
      INSERT.slice(0, 9),
      '{"error":',
      INSERT.slice(0, 9),
      '{"error":',
    ]);
  });

  it('--xml prints XML, which it reads again', async () => {
    const xml = await run(['--xml', TIME_SIGNAL]);
    expect(xml.out.join('\n')).toMatch(/^<SpliceInfoSection xmlns="http:\/\/www\.scte\.org\/schemas\/35"/);
    const lines = await run(['--xml', '-'], SECTIONS);
    expect([lines.exitCode, lines.out.length]).toEqual([0, SECTIONS.length]);
    expect(lines.out.every((line) => /^<S.+>$/.test(line))).toBe(true);
    expect(JSON.parse((await run([xml.out.join('\n')])).out.join('\n'))).toMatchObject({
      spliceCommand: { spliceTime: { ptsTime: 0x072bd0050 } },
      crc: { status: 'absent' },
    });
  });

  it('--table prints it for a person', async () => {
    const { exitCode, out } = await run(['--table', TIME_SIGNAL]);
    const text = out.join('\n');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^splice_info_section {2}CRC valid\n/);
    expect(text).toMatch(/^ {2}spliceTime\.ptsTime +1924989008 {2}21388\.766756 s$/m);
    expect(text).toMatch(/^ {2}segmentationTypeId +52 \(0x34\) {2}Provider Placement Opportunity Start$/m);
    expect(text).toMatch(/^ {2}segmentationUpid +000000002ca0a18a {2}0x2CA0A18A$/m);
    const all = await run(['--table', '-'], [...SECTIONS, 'nonsense']);
    expect([all.exitCode, all.out.length]).toEqual([1, SECTIONS.length + 1]);
  });

  it('tells what deviates from the standard', async () => {
    const [line = ''] = (await run(['-'], [BAD_CRC])).out;
    expect(JSON.parse(line)).toMatchObject({
      crc: { status: 'invalid' },
      warnings: ['CRC_32 is invalid, expected a valid one'],
    });
  });

  it.each([
    ['JSON', []],
    ['XML', ['--xml']],
  ])('warns on stderr of a bad CRC when it prints %s', async (_form, flags) => {
    const { exitCode, out, errors } = await run([...flags, BAD_CRC]);
    expect([exitCode, out.length, errors]).toEqual([0, 1, ['warning: CRC_32 is invalid, expected a valid one']]);
  });

  it('warns of it in the table itself, and of many sections once', async () => {
    const { out, errors } = await run(['--table', BAD_CRC]);
    expect([out.join().includes('warning: CRC_32 is invalid'), errors]).toEqual([true, []]);
    const many = await run(['-'], [BAD_CRC, INSERT, BAD_CRC]);
    expect([many.exitCode, many.out.length, many.errors]).toEqual([
      0,
      3,
      ['warning: 2 of the sections came with warnings, as after a bad CRC_32'],
    ]);
  });

  it('is called wrongly with two forms to print at once', async () => {
    const { exitCode, out, errors } = await run(['--table', '--xml', INSERT]);
    expect([exitCode, out]).toEqual([2, []]);
    expect(errors).toEqual([
      'Cannot run cutaway: --table and --xml are given, of which one is possible, expected what cutaway scte35 --help lists',
    ]);
  });

  it.each([[[`/D${'A'.repeat(100_000)}`]], [['<SpliceInfoSection']]])(
    'refuses %.60j with exit code 1 and a sentence',
    async (args) => {
      const { exitCode, out, errors } = await run(args);
      expect([exitCode, out]).toEqual([1, []]);
      expect(errors).toEqual([expect.stringMatching(/^Cannot .+: .+, expected .+/)]);
    },
  );

  it('has nothing to say about nothing', async () => {
    expect(await run(['-'])).toEqual({ exitCode: 0, out: [], errors: [] });
    expect(await run(['--encode'], ['', ' '])).toEqual({ exitCode: 0, out: [], errors: [] });
  });
});

it('lets no section steer the terminal with its table', async () => {
  const audio = { componentTag: 1, isoCode: '\u001b[2', bitStreamMode: 0, numChannels: 0, fullSrvcAudio: false };
  const descriptors = [
    { type: 'dtmf', preroll: 0, dtmfChars: '\u001b[2J' },
    { type: 'audio', components: [audio] },
    { type: 'raw', tag: 9, identifier: '\u001b[3A', hex: '' },
  ];
  const section = fakeTerminal();
  const json = JSON.stringify({ spliceCommandType: 0, spliceCommand: { type: 'splice_null' }, descriptors });
  expect(await main(['scte35', '--encode', json], section.terminal)).toBe(0);
  const { terminal, out, errors } = fakeTerminal();
  await main(['scte35', '--table', section.out[0]!], terminal);
  expect(out.join('\n')).toContain('.[2J');
  expect([...out, ...errors].join('\n')).not.toContain('\u001b');
});
