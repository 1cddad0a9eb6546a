import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCapSnapshot } from './cap-snapshot.js';
import { createRecordShelf, type RecordShelf } from './record-shelf.js';

const T0 = 1_800_000_000_000;
const UNTIL = T0 + 60_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-caps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As a node begins: with what is on the disk. */
async function start(nowMs = T0) {
  const shelf = createRecordShelf(200_000);
  const snapshot = createCapSnapshot(folder, shelf);
  const broken = await snapshot.load(nowMs);
  return { shelf, snapshot, broken };
}
const put = ({ shelf }: { readonly shelf: RecordShelf }, key: string, ...bytes: readonly number[]): void =>
  shelf.put(key, Uint8Array.from(bytes), UNTIL);
const recordsOf = (shelf: RecordShelf): ReadonlyMap<string, readonly number[]> =>
  new Map(
    Array.from({ length: 16 }, (_, index) => [...shelf.shard(index)])
      .flat()
      .map(([key, { bytes }]) => [key, [...bytes]] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('caps on the disk', () => {
  it('lose what was counted after the last save, and nothing before it', async () => {
    const node = await start();
    put(node, 'd:saved', 1);
    await node.snapshot.save();
    put(node, 'd:lost', 1);
    // The process is gone here; a half-written file beside the whole one is of no account.
    await writeFile(path.join(folder, '0.caps.new'), 'half');
    const { shelf, broken } = await start();
    expect([broken, ...recordsOf(shelf).keys()]).toEqual([[], 'd:saved']);
  });

  it('are as they were last, however many saves ago each was counted', async () => {
    const node = await start();
    for (let n = 0; n < 100; n++) {
      put(node, `d:${n % 37}`, n, 1);
      if (n % 3 === 0) await node.snapshot.save();
    }
    await node.snapshot.save();
    const { shelf } = await start();
    expect(recordsOf(shelf)).toEqual(recordsOf(node.shelf));
  });

  it('stay some files, of which each save writes what changed and one whole shard', async () => {
    const node = await start();
    for (let n = 0; n < 500; n++) put(node, `d:${n}`, 1);
    for (let n = 0; n < 60; n++) {
      put(node, 'd:again', n);
      await node.snapshot.save();
    }
    const files = await readdir(folder);
    expect(files.filter((name) => name.endsWith('.caps'))).toHaveLength(16);
    expect(files.filter((name) => name.endsWith('.changes')).length).toBeLessThanOrEqual(16);
    expect(recordsOf((await start()).shelf)).toEqual(recordsOf(node.shelf));
  });

  it('write nothing where nothing changed', async () => {
    const node = await start();
    await node.snapshot.save();
    expect(await readdir(folder)).toEqual([]);
  });

  it('are tried again at the next save where they could not be written', async () => {
    const node = await start();
    put(node, 'd:1', 1);
    await rm(folder, { recursive: true });
    await expect(node.snapshot.save()).rejects.toThrow('ENOENT');
    await start(); // makes the folder
    await node.snapshot.save();
    expect([...recordsOf((await start()).shelf).keys()]).toEqual(['d:1']);
  });

  it('stay gone where somebody knows better, and where their time is over', async () => {
    const node = await start();
    for (const key of ['d:gone', 'd:short', 'd:there']) put(node, key, 1);
    node.shelf.put('d:long', Uint8Array.of(1), UNTIL + 60_000);
    await node.snapshot.save();
    node.shelf.replace('d:gone', null, UNTIL);
    await node.snapshot.save();
    expect([...recordsOf((await start()).shelf).keys()]).toEqual(['d:long', 'd:short', 'd:there']);
    expect([...recordsOf((await start(UNTIL)).shelf).keys()]).toEqual(['d:long']);
  });

  it('are read as they were written before saves were counted', async () => {
    const body = Buffer.concat([
      Buffer.from('CUTCAPS1'),
      Buffer.from([3, 0, 1]),
      Buffer.alloc(8),
      Buffer.from('d:1'),
      Buffer.of(7),
    ]);
    body.writeDoubleBE(UNTIL, 11);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    await writeFile(path.join(folder, '5.caps'), Buffer.concat([body, sum]));
    const node = await start();
    expect([node.broken, recordsOf(node.shelf)]).toEqual([[], new Map([['d:1', [7]]])]);
    put(node, 'd:1', 8);
    await node.snapshot.save();
    expect(recordsOf((await start()).shelf)).toEqual(new Map([['d:1', [8]]]));
  });

  it('keep thousands of records, whatever they are named, and what is counted while they are written', async () => {
    const node = await start();
    const keys = Array.from({ length: 40_000 }, (_, n) => `d:${n}-Zürich-テレビ`);
    keys.forEach((key, n) => put(node, key, n >> 8, n & 255, 1));
    const saved = node.snapshot.save();
    for (let n = 0; n < keys.length; n++) {
      put(node, keys[n] ?? '', 2);
      if (n % 4000 === 0) await new Promise((done) => setImmediate(done));
    }
    await saved;
    await node.snapshot.save();
    expect(recordsOf((await start()).shelf)).toEqual(recordsOf(node.shelf));
  });

  it('are what was counted, through any counts, saves, failures and restarts', { timeout: 60_000 }, async () => {
    const step = fc.record({
      what: fc.constantFrom('put', 'put', 'put', 'gone', 'save', 'save', 'restart'),
      key: fc.nat(30),
      byte: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        await rm(folder, { recursive: true, force: true });
        let node = await start();
        for (const { what, key, byte } of steps) {
          if (what === 'put') put(node, `d:${key}`, byte);
          else if (what === 'gone') node.shelf.replace(`d:${key}`, null, UNTIL);
          else await node.snapshot.save();
          if (what !== 'restart') continue;
          const before = recordsOf(node.shelf);
          node = await start();
          expect(recordsOf(node.shelf)).toEqual(before);
        }
      }),
      { numRuns: 30 },
    );
  });
});
