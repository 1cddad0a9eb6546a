import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import type { CapStore } from './cap-store.js';
import { openDiskCapStore } from './open-cap-store.js';

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
    await writeFile(path.join(folder, '3.caps'), 'CUTCAPS');
    const faults: string[] = [];
    const after = await openDiskCapStore({ folder, nowMs: T0, onFault: (why) => faults.push(why) });
    expect(faults).toEqual([
      `Cannot read caps of ${file}: its checksum is wrong`,
      'Cannot read caps of 3.caps: it is no snapshot of caps',
    ]);
    expect(await after.read(['d:1'], T0)).toEqual([null]);
    await after.close();
  });
});
