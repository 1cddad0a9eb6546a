import { mkdir, mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDiskBudgetStore } from './budget-journal.js';
import { T0, anAsk } from './budget-store-contract.builder.js';

/** A disk that may be full: then it takes as much as there was room for. */
function aSmallDisk() {
  const disk = { isFull: false };
  const openFile: typeof open = async (...args) => {
    const handle = await open(...args);
    const append = handle.appendFile.bind(handle);
    handle.appendFile = async (text) => {
      if (!disk.isFull) return append(text);
      await append(String(text).slice(0, 9));
      throw new Error('ENOSPC: no space left on device');
    };
    return handle;
  };
  return { disk, openFile };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-budgets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request = (serial: number, taken: number) => ({
  ...{ node: 'n1', serial, nowMs: T0, ttlMs: 3_000 },
  asks: [anAsk('a', { taken: [{ amount: taken, expiresAtMs: T0 + 60_000 }] })],
});
const pendingOf = async (store: Awaited<ReturnType<typeof openDiskBudgetStore>>) =>
  (await store.lease({ ...request(99, 0), node: 'n2' }))[0]?.state.pending;

describe('a journal of budgets on a disk that is full for a while', () => {
  it('is whole when there is room again: the next start reads all that was answered for', async () => {
    const { disk, openFile } = aSmallDisk();
    const before = await openDiskBudgetStore({ folder, nowMs: T0, openFile });
    await before.lease(request(1, 10));
    disk.isFull = true;
    await expect(before.lease(request(2, 5))).rejects.toThrow('ENOSPC');
    disk.isFull = false;
    await before.lease(request(2, 5));
    await before.lease(request(3, 1));
    await before.close();
    const after = await openDiskBudgetStore({ folder, nowMs: T0 });
    expect(await pendingOf(after)).toBe(16);
    await after.close();
  });

  it('goes on where it could not be made shorter', async () => {
    const before = await openDiskBudgetStore({ folder, nowMs: T0, mostLines: 2 });
    await mkdir(path.join(folder, 'budgets.jsonl.new')); // no file can be written there
    const taken = [1, 2, 3, 4].map((serial) => before.lease(request(serial, 1)).catch(() => null));
    await Promise.all(taken);
    for (const serial of [5, 6]) await before.lease(request(serial, 1)).catch(() => null);
    await rmdir(path.join(folder, 'budgets.jsonl.new'));
    await before.lease(request(7, 1));
    await before.close();
    const after = await openDiskBudgetStore({ folder, nowMs: T0 });
    expect(await pendingOf(after)).toBe(7);
    await after.close();
  });
});
