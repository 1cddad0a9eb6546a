import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckpoint, writeCheckpoint, type CheckpointWriting } from './checkpoint-file.js';
import { frameBatch, framedBytes } from './frame.js';
import { keptPart, type KeptPart } from './kept-part.js';

const MARK = { offset: 10, next: 20, crc: 7 };
let folder: string;
let file: string;
let turns: number;
const writing: CheckpointWriting = {
  turn: async () => void (turns += 1),
  nowMs: () => performance.now(),
  isGivenUp: () => false,
};

const aList = (name: string, of: readonly unknown[] = []): KeptPart & { readonly rows: unknown[] } => {
  const rows = [...of];
  const part = {
    name,
    save: () => rows,
    load: (row: unknown) => void rows.push(row),
    clear: () => void rows.splice(0),
  };
  return { ...keptPart(part), rows };
};
const fits = () => Promise.resolve(null);
const read = (parts: readonly KeptPart[]) => readCheckpoint(file, parts, fits);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'checkpoint-'));
  file = path.join(folder, 'one.checkpoint');
  turns = 0;
});
afterEach(() => rm(folder, { recursive: true }));

describe('a checkpoint', () => {
  it('comes back as it was, in the order of its rows, when it is larger than one read', async () => {
    const large = Array.from({ length: 4000 }, (_, n) => [n, 'é'.repeat(300)]);
    const parts = [aList('a', large), aList('none'), aList('b', ['x', null, { y: 1 }])];
    expect(await writeCheckpoint(file, { mark: MARK, parts }, writing)).toBeGreaterThan(2_000_000);
    const empty = [aList('a'), aList('none'), aList('b')];
    expect(await read(empty)).toEqual(MARK);
    expect(empty.map(({ rows }) => rows)).toEqual(parts.map(({ rows }) => rows));
    expect(await readdir(folder)).toEqual(['one.checkpoint']);
  });

  it('is not taken where it ends too early, wherever that is', async () => {
    await writeCheckpoint(file, { mark: MARK, parts: [aList('a', ['one', 'two'])] }, writing);
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      expect(await read([aList('a')])).toBe('it is torn or damaged, expected it to be whole');
    }
  });

  it('is not taken where a byte of it is another one, wherever that is', async () => {
    await writeCheckpoint(file, { mark: MARK, parts: [aList('a', ['one', 'two'])] }, writing);
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x10;
      await writeFile(file, damaged);
      expect(await read([aList('a')])).toBe('it is torn or damaged, expected it to be whole');
    }
  });

  it('of another form, of an unknown part or of another log says so', async () => {
    const head = JSON.stringify({ what: 'cutaway-checkpoint', form: 99, mark: MARK });
    await writeFile(file, frameBatch([head], framedBytes(head)));
    expect(await read([])).toBe('it is of form 99, expected 3');
    await writeCheckpoint(file, { mark: MARK, parts: [aList('later', [1])] }, writing);
    expect(await read([aList('a')])).toBe('it has a part later, expected one that is known');
    expect(await readCheckpoint(file, [aList('later')], () => Promise.resolve('it is not ours'))).toBe(
      'it is not ours',
    );
  });

  it('is written in slices, and leaves nothing behind where it is given up', async () => {
    let nowMs = 0;
    const rows = Array.from({ length: 1000 }, (_, n) => n);
    const slow = { ...writing, nowMs: () => (nowMs += 3) };
    await writeCheckpoint(file, { mark: MARK, parts: [aList('a', rows)] }, slow);
    expect(turns).toBeGreaterThan(10);
    await rm(file);
    const isGivenUp = () => turns > 15;
    expect(await writeCheckpoint(file, { mark: MARK, parts: [aList('a', rows)] }, { ...slow, isGivenUp })).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });
});
