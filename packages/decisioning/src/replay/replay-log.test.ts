import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { startService } from '../service.js';
import { readDecisionLine } from './decision-line.js';
import { openDecisionLog } from './open-decision-log.js';
import { replayDecisions, type ReplayOptions } from './replay-log.js';

const CATALOGUE = {
  advertisers: [
    { id: 'a', domain: 'a.example', categories: ['IAB1'] },
    { id: 'b', domain: 'b.example', categories: ['IAB2'] },
  ],
  creatives: ['x', 'y', 'z'].map((id) => ({
    id,
    durationMs: 15_000,
    mediaFiles: [{ url: `https://m.example/${id}.mp4` }],
  })),
  lineItems: [
    { id: 'two-films', advertiserId: 'a', priceCpm: 9, creatives: ['x', 'y'], caps: [{ limit: 1, per: 'stream' }] },
    { id: 'one-film', advertiserId: 'b', priceCpm: 5, creatives: ['z'], targeting: { 'content.genre': 'sport' } },
    { id: 'dear', advertiserId: 'b', priceCpm: 50, creatives: ['z'], targeting: { 'content.genre': 'news' } },
  ],
};
let folder: string;
let catalogueFile: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
  catalogueFile = path.join(folder, 'ads.json');
  await writeFile(catalogueFile, JSON.stringify(CATALOGUE));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function decide(count: number, decisionShare = 1, more = ''): Promise<string> {
  const dataDir = path.join(folder, 'data');
  const service = await startService({ catalogueFile, dataDir, decisionShare });
  for (let n = 0; n < count; n += 1) {
    const query = `sessionId=viewer-${n >> 1}&breakId=b${n}&durationMs=30000&genre=sport&ifa=some-device&lmt=0&gdpr=0`;
    await fetch(`${service.url}/v1/vast?${query}${more}`);
  }
  await service.close();
  return dataDir;
}
async function replay(options: ReplayOptions) {
  const outcomes = [];
  for await (const outcome of replayDecisions(options)) outcomes.push(outcome);
  return outcomes;
}
const typesOf = (outcomes: readonly { readonly type: string }[]) => outcomes.map(({ type }) => type);
const logIn = (dataDir: string) => path.join(dataDir, 'decisions', 'decisions.jsonl');

describe('replayDecisions', () => {
  it('comes to the same pods from the snapshot beside the log, and from the files that it was made of', async () => {
    const log = await decide(8);
    expect(typesOf(await replay({ log }))).toEqual(Array(8).fill('same'));
    expect(typesOf(await replay({ log: logIn(log), catalogueFile }))).toEqual(Array(8).fill('same'));
  });

  it('replays what caps said at that time', async () => {
    const log = await decide(2); // two breaks of one stream, in which an ad may be seen once
    const lines = (await readFile(logIn(log), 'utf8')).trim().split('\n');
    const chosen = lines.map((line) => (JSON.parse(line) as { chosen: { id: string }[] }).chosen.map(({ id }) => id));
    expect(chosen).toEqual([['two-films', 'one-film'], ['one-film']]);
    expect(typesOf(await replay({ log }))).toEqual(['same', 'same']);
  });

  it('replays which of two films its cap left', async () => {
    const caps = [{ limit: 1, per: 'stream' }];
    const creatives = CATALOGUE.creatives.map((film) => ({ ...film, caps }));
    const lineItems = [{ id: 'two-films', advertiserId: 'a', priceCpm: 9, creatives: ['x', 'y'] }];
    await writeFile(catalogueFile, JSON.stringify({ ...CATALOGUE, creatives, lineItems }));
    const log = await decide(2);
    const chosen = (await readFile(logIn(log), 'utf8')).match(/"chosen":\[[^\]]*\]/g);
    expect(new Set(chosen).size).toBe(2);
    expect(typesOf(await replay({ log }))).toEqual(['same', 'same']);
  });

  it('replays which of two films a player could show', async () => {
    const creatives = CATALOGUE.creatives.map((film) =>
      film.id === 'x' ? { ...film, mediaFiles: [{ url: 'https://m.example/x.m3u8' }] } : film,
    );
    await writeFile(catalogueFile, JSON.stringify({ ...CATALOGUE, creatives }));
    const log = await decide(8, 1, '&mimes=video/mp4');
    expect(await readFile(logIn(log), 'utf8')).not.toContain('"creativeId":"x"');
    expect(typesOf(await replay({ log }))).toEqual(Array(8).fill('same'));
  });

  it('reads lines of the first version, whose caps were kept for the line item', async () => {
    const log = await decide(2);
    const text = await readFile(logIn(log), 'utf8');
    const first = text
      .replaceAll('"v":2', '"v":1')
      .replace(/"capped":\{"[xy]":(\{[^}]*\}),"[xy]":\{[^}]*\}\}/g, '"capped":$1');
    expect(first).toMatch(/"v":1,.*"capped":\{"scope":"stream"/);
    await writeFile(logIn(log), first);
    expect(typesOf(await replay({ log }))).toEqual(['same', 'same']);
  });

  it('replays what another pod had taken meanwhile', async () => {
    const log = await decide(1);
    const line = JSON.parse(await readFile(logIn(log), 'utf8')) as { rounds: object[]; chosen: object[] };
    const [first] = line.rounds;
    const taken = {
      ...line,
      rounds: [{ ...first, gone: ['two-films'] }, first],
      chosen: [{ id: 'one-film', creativeId: 'z' }],
    };
    await writeFile(logIn(log), `${JSON.stringify(taken)}\n`);
    expect(typesOf(await replay({ log }))).toEqual(['same']);
  });

  it('names nobody in the log', async () => {
    expect(await readFile(logIn(await decide(4)), 'utf8')).not.toMatch(/viewer-|some-device|127\.0\.0\.1/);
  });

  it('says what differs, where the log says another pod', async () => {
    const log = await decide(1);
    const text = await readFile(logIn(log), 'utf8');
    await writeFile(logIn(log), text.replace('"chosen":[{"id":"two-films"', '"chosen":[{"id":"dear"'));
    const [outcome] = await replay({ log });
    expect(outcome).toMatchObject({ type: 'differs', line: 1, breakId: 'b0' });
    expect(outcome?.type === 'differs' && [outcome.recorded[0]?.id, outcome.replayed[0]?.id]).toEqual([
      'dear',
      'two-films',
    ]);
  });

  it('says which catalogue it needs and has not', async () => {
    const log = await decide(1);
    const { catalogue } = JSON.parse(await readFile(logIn(log), 'utf8')) as { catalogue: string };
    await writeFile(catalogueFile, JSON.stringify({ ...CATALOGUE, lineItems: CATALOGUE.lineItems.slice(1) }));
    const [byFile] = await replay({ log, catalogueFile });
    expect(byFile).toMatchObject({
      type: 'not-replayed',
      reason: expect.stringContaining(`expected ${catalogue}`) as string,
    });
    await rm(path.join(log, 'decisions', `catalogue-${catalogue}.json`));
    const [bySnapshot] = await replay({ log });
    expect(bySnapshot).toMatchObject({
      type: 'not-replayed',
      reason: `Cannot replay decision: catalogue ${catalogue} is not in ${path.join(log, 'decisions')}, expected catalogue-${catalogue}.json`,
    });
  });

  it('says of a line that is none what is wrong with it, and goes on', async () => {
    const log = await decide(1);
    await appendFile(logIn(log), 'nonsense\n{"v":3}\n{"v":2}\n');
    expect((await replay({ log })).map((one) => ('reason' in one ? one.reason : one.type))).toEqual([
      'same',
      expect.stringMatching(/^Cannot read decision: it is no JSON .*, expected an object$/),
      'Cannot read decision: its v is 3, expected 1 or 2',
      'Cannot read decision: it has no catalogue, expected one',
    ]);
  });

  it('passes over a line in which its service was ended, and the next service does not write on in it', async () => {
    const log = await decide(1);
    const [first = ''] = (await readFile(logIn(log), 'utf8')).split('\n');
    const withinObjects = first.indexOf('}') + 1; // cut there it ends as a whole one does
    for (const cut of [3, 6, 40, withinObjects, first.length - 1]) {
      await writeFile(logIn(log), `${first}\n${first.slice(0, cut)}`);
      expect((await replay({ log })).map(({ type }) => type)).toEqual(['same', 'torn']);
      const next = openDecisionLog({ folder: path.join(log, 'decisions'), share: 1, onFault: expect.unreachable });
      const line = readDecisionLine(first);
      next.write(line, { version: line.catalogue } as Catalogue);
      next.write(line, { version: line.catalogue } as Catalogue);
      await next.close();
      expect((await replay({ log })).map(({ type }) => type)).toEqual(['same', 'torn', 'same', 'same']);
    }
  });

  it('needs a log', async () => {
    const log = await decide(2, 0);
    await expect(replay({ log })).rejects.toThrow(`Cannot replay ${log}: there is no decision log, expected`);
  });
});
