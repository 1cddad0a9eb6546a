import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { createCapSnapshot } from './cap-snapshot.js';
import type { CapStore } from './cap-store.js';
import { createMemoryCapStore } from './memory-cap-store.js';
import { openDiskCapStore } from './open-cap-store.js';
import { createRecordShelf } from './record-shelf.js';

const T0 = 1_800_000_000_000;
let folder: string;
const commit = (store: CapStore, key: string) =>
  store.commit({ key, exposure: { id: `${key}-ad`, caps: [counted(aCap())] }, nowMs: T0, shownAtMs: T0 });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-caps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openDiskCapStore', () => {
  it('knows after a restart what it counted', async () => {
    const before = await openDiskCapStore({ folder, nowMs: T0 });
    for (let i = 0; i < 100; i++) await commit(before, `d:${i}`);
    await before.close();
    const after = await openDiskCapStore({ folder, nowMs: T0 + 1_000 });
    const keys = Array.from({ length: 100 }, (_, i) => `d:${i}`);
    expect((await after.read(keys, T0 + 1_000)).map((bytes) => bytes?.length)).toEqual(keys.map(() => 8));
    await after.close();
  });

  it('does without a file that is broken, and says so', async () => {
    const before = await openDiskCapStore({ folder, nowMs: T0 });
    await commit(before, 'd:1');
    await before.close();
    const [file = ''] = await readdir(folder);
    const bytes = await readFile(path.join(folder, file));
    bytes[bytes.length - 6] = 0xff;
    await writeFile(path.join(folder, file), bytes);
    const faults: string[] = [];
    const after = await openDiskCapStore({ folder, nowMs: T0, onFault: (why) => faults.push(why) });
    expect(faults).toEqual([`Cannot read caps of ${file}: its checksum is wrong`]);
    expect(await after.read(['d:1'], T0)).toEqual([null]);
    await after.close();
  });
});

describe('createCapSnapshot', () => {
  it('loses what was counted after the last save, and nothing before it', async () => {
    const shelf = createRecordShelf(1_000);
    const store = createMemoryCapStore({ shelf });
    const snapshot = createCapSnapshot(folder);
    await snapshot.load(shelf, T0);
    await commit(store, 'd:saved');
    await snapshot.save(shelf);
    await commit(store, 'd:lost');
    // The process is gone here; a half-written file beside the whole one is of no account.
    await writeFile(path.join(folder, '0.caps.new'), 'half');
    const restarted = createRecordShelf(1_000);
    expect(await createCapSnapshot(folder).load(restarted, T0)).toEqual([]);
    expect(['d:saved', 'd:lost'].map((key) => restarted.get(key, T0) !== null)).toEqual([true, false]);
  });

  it('tries again at the next save what could not be written', async () => {
    const shelf = createRecordShelf(1_000);
    await commit(createMemoryCapStore({ shelf }), 'd:1');
    await rm(folder, { recursive: true });
    const snapshot = createCapSnapshot(folder);
    await expect(snapshot.save(shelf)).rejects.toThrow('ENOENT');
    await snapshot.load(createRecordShelf(1), T0); // makes the folder
    await snapshot.save(shelf);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('keeps thousands of records of a shard, whatever they are named', async () => {
    const shelf = createRecordShelf(200_000);
    const keys = Array.from({ length: 40_000 }, (_, n) => `d:${n}-Zürich-テレビ`);
    keys.forEach((key, n) => shelf.put(key, Uint8Array.of(n >> 8, n & 255, 1 + (n % 7)), T0 + 1 + n));
    const snapshot = createCapSnapshot(folder);
    await snapshot.load(createRecordShelf(1), T0);
    await snapshot.save(shelf);
    const restarted = createRecordShelf(200_000);
    expect(await createCapSnapshot(folder).load(restarted, T0)).toEqual([]);
    expect(restarted.size()).toBe(keys.length);
    keys.forEach((key, n) => expect(restarted.get(key, T0 + n)).toEqual(shelf.get(key, T0 + n)));
    expect(restarted.get(keys[5] ?? '', T0 + 6)).toBeNull();
  });

  it('takes nothing from others while it writes, and writes what they count meanwhile the next time', async () => {
    const shelf = createRecordShelf(200_000);
    for (let n = 0; n < 40_000; n++) shelf.put(`d:${n}`, Uint8Array.of(1), T0 + 1);
    const snapshot = createCapSnapshot(folder);
    await snapshot.load(createRecordShelf(1), T0);
    const saved = snapshot.save(shelf);
    for (let n = 0; n < 40_000; n++) {
      shelf.put(`d:${n}`, Uint8Array.of(2), T0 + 1);
      if (n % 4000 === 0) await new Promise((done) => setImmediate(done));
    }
    await saved;
    await snapshot.save(shelf);
    const restarted = createRecordShelf(200_000);
    expect(await createCapSnapshot(folder).load(restarted, T0)).toEqual([]);
    for (let n = 0; n < 40_000; n++) expect(restarted.get(`d:${n}`, T0)).toEqual(Uint8Array.of(2));
  });
});
