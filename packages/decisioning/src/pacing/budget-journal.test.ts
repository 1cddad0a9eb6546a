import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDiskBudgetStore } from './budget-journal.js';
import { T0, anAsk } from './budget-store-contract.builder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-budgets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request = (node: string, taken: number, nowMs = T0) => ({
  node,
  serial: 1,
  asks: [anAsk('a', { taken: [{ amount: taken, expiresAtMs: T0 + 60_000 }] })],
  nowMs,
  ttlMs: 3_000,
});
const shown = { id: 'ad1', account: 'a', amount: 1, expiresAtMs: T0 + 60_000 };

describe('openDiskBudgetStore', () => {
  it('knows after a crash all that it answered for, and what it counted already', async () => {
    const before = await openDiskBudgetStore({ folder, nowMs: T0 });
    await before.lease(request('n1', 10));
    await before.commit([shown], T0);
    // No close: the process is gone, in the middle of a line.
    await appendFile(path.join(folder, 'budgets.jsonl'), '{"account":"a","sho');
    const after = await openDiskBudgetStore({ folder, nowMs: T0 + 1_000 });
    expect(await after.commit([shown], T0 + 1_000)).toEqual([false]);
    const [answer] = await after.lease(request('n2', 0, T0 + 1_000));
    expect(answer?.state).toMatchObject({ shown: 1, pending: 9 });
    // The lease of the node that is gone counts until it is over: (1000 - 10 - 247) / 8.
    expect(answer?.granted).toBe(92);
    await Promise.all([before.close(), after.close()]);
  });

  // It was minutes, which is longer than a test may take.
  it('reads the journal of a busy hour, for which a start in an event waits', async () => {
    const line = (ids: readonly string[]) =>
      `${JSON.stringify({
        ...{ account: 'a', isPart: true, shown: 1, pending: [], early: [], leases: [], serials: [] },
        ids: ids.map((id) => [id, T0 + 60_000]),
      })}\n`;
    const hour = line(Array.from({ length: 50_000 }, (_none, at) => `ad${at}`));
    const seconds = Array.from({ length: 3000 }, (_none, at) => line([`late${at}`]));
    await writeFile(path.join(folder, 'budgets.jsonl'), hour + seconds.join(''));
    const store = await openDiskBudgetStore({ folder, nowMs: T0 });
    const seen = ['ad0', 'late2999', 'new'].map((id) => ({ ...shown, id }));
    expect(await store.commit(seen, T0)).toEqual([false, false, true]);
    await store.close();
  });

  it('writes nothing for leases of which nothing was taken, however often they are lent anew', async () => {
    const store = await openDiskBudgetStore({ folder, nowMs: T0 });
    const lend = (serial: number) =>
      store.lease({ ...request('n1', 0), serial, asks: [anAsk('a'), anAsk('b')], nowMs: T0 + serial * 1000 });
    for (let serial = 1; serial < 20; serial++) expect((await lend(serial))[0]?.granted).toBeGreaterThan(0);
    expect(await readFile(path.join(folder, 'budgets.jsonl'), 'utf8')).toBe('');
    await store.lease({ ...request('n1', 5), serial: 20, asks: [...request('n1', 5).asks, anAsk('b')] });
    const text = await readFile(path.join(folder, 'budgets.jsonl'), 'utf8');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { account: string }).account),
    ).toEqual(['a']);
    await store.close();
  });

  it('stays short, and forgets nothing by it', async () => {
    const before = await openDiskBudgetStore({ folder, nowMs: T0, mostLines: 10 });
    for (let i = 0; i < 25; i++) await before.commit([{ ...shown, id: `ad${i}` }], T0);
    await before.close();
    const text = await readFile(path.join(folder, 'budgets.jsonl'), 'utf8');
    expect(text.split('\n').length).toBeLessThan(14);
    const after = await openDiskBudgetStore({ folder, nowMs: T0 });
    expect(await after.commit([{ ...shown, id: 'ad0' }], T0)).toEqual([false]);
    expect((await after.lease(request('n1', 0)))[0]?.state.shown).toBe(25);
    await after.close();
  });

  it('is made shorter in pieces, since decisions wait while one is made, and is read whole', async () => {
    const before = await openDiskBudgetStore({ folder, nowMs: T0, mostLines: 0 });
    const hour = Array.from({ length: 2500 }, (_none, at) => ({ ...shown, id: `ad${at}` }));
    await before.commit(hour, T0);
    await before.close();
    const lines = (await readFile(path.join(folder, 'budgets.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { ids: unknown[] }).ids.length)).toEqual([1000, 1000, 500]);
    const after = await openDiskBudgetStore({ folder, nowMs: T0 });
    expect(await after.commit([hour[0]!, hour[2499]!], T0)).toEqual([false, false]);
    expect((await after.lease(request('n1', 0)))[0]?.state.shown).toBe(2500);
    await after.close();
  });

  it('writes what changed of an account, and reads the sum of it', async () => {
    const before = await openDiskBudgetStore({ folder, nowMs: T0 });
    const take = (serial: number, taken: readonly [amount: number, expiresAtMs: number][]) =>
      before.lease({
        ...request('n1', 0),
        serial,
        asks: [anAsk('a', { taken: taken.map(([amount, expiresAtMs]) => ({ amount, expiresAtMs })) })],
      });
    const minutes = Array.from({ length: 30 }, (_, minute): [number, number] => [2, T0 + (minute + 1) * 60_000]);
    await take(1, minutes);
    await take(2, [[3, T0 + 60_000]]);
    await before.commit([shown], T0);
    const lines = (await readFile(path.join(folder, 'budgets.jsonl'), 'utf8')).split('\n').filter(Boolean);
    expect(lines.map((line) => (JSON.parse(line) as { pending: unknown[] }).pending.length)).toEqual([30, 1, 1]);
    const after = await openDiskBudgetStore({ folder, nowMs: T0 });
    const [answer] = await after.lease({ ...request('n2', 0), asks: [anAsk('a', { taken: [] })] });
    expect(answer?.state).toMatchObject({ shown: 1, pending: 62 });
    await Promise.all([before.close(), after.close()]);
  });
});
