import { mkdir, open, readFile, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createExposureMemory } from '../caps/exposure-memory.js';
import type { Account } from './account.js';
import { COMMIT_MEMORY_MS, type BudgetStore } from './budget-store.js';
import { MOST_COUNTED_IDS, createMemoryBudgetStore, type CountedId } from './memory-budget-store.js';

export interface DiskBudgetStoreOptions {
  /** Made if it is not there. */
  readonly folder: string;
  readonly nowMs: number;
  /** A longer journal is rewritten as what it comes to. */
  readonly mostLines?: number;
}

interface Line {
  readonly account: string;
  readonly shown: number;
  readonly pending: readonly (readonly [number, number])[];
  readonly early: readonly (readonly [number, { amount: number; atMs: number }])[];
  readonly leases: readonly (readonly [string, { amount: number; untilMs: number }])[];
  readonly serials: readonly (readonly [string, { serial: number; atMs: number }])[];
  readonly ids: readonly (readonly [string, number])[];
}

/**
 * The store of one node, on disk before it answers: each change of an account is a line of a journal, written and synced together
 * with those that came meanwhile. A crash loses no answer that was given; what was taken of a lease and not yet told is lost with
 * the process that took it.
 */
export async function openDiskBudgetStore({
  folder,
  nowMs,
  mostLines = 20_000,
}: DiskBudgetStoreOptions): Promise<BudgetStore> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'budgets.jsonl');
  const accounts = new Map<string, Account>();
  const counted = createExposureMemory(MOST_COUNTED_IDS);
  const recent = new Map<string, CountedId[]>();
  for (const line of await readLines(file)) {
    const { account, shown, ids } = line;
    accounts.set(account, {
      shown,
      pending: new Map(line.pending),
      early: new Map(line.early),
      leases: new Map(line.leases),
      serials: new Map(line.serials),
    });
    remember(
      account,
      ids.map(([id, untilMs]) => ({ account, id, untilMs })),
      nowMs,
    );
  }
  let journal = await rewrite();
  let lines = accounts.size;
  let waiting: { text: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing: Promise<void> | null = null;

  const keep = (changed: ReadonlySet<string>, ids: readonly CountedId[]) => {
    for (const id of ids) (recent.get(id.account) ?? startRecent(id.account)).push(id);
    const text = [...changed]
      .map((account) =>
        lineOf(
          account,
          ids.filter((id) => id.account === account),
        ),
      )
      .join('');
    return new Promise<void>((done, failed) => {
      waiting.push({ text, done, failed });
      writing ??= write().finally(() => (writing = null));
    });
  };
  return {
    ...createMemoryBudgetStore({ accounts, counted, keep }),
    close: async () => {
      await writing;
      await journal.close();
    },
  };

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await journal.appendFile(group.map(({ text }) => text).join(''));
        await journal.datasync();
        lines += group.length;
        if (lines > mostLines) await compact();
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
  }

  function startRecent(account: string): CountedId[] {
    const ids: CountedId[] = [];
    recent.set(account, ids);
    return ids;
  }

  async function compact(): Promise<void> {
    await journal.close();
    // By the ids' own time: what was counted last is known for the full length.
    for (const [account, ids] of recent) {
      const newest = ids.at(-1)?.untilMs ?? 0;
      recent.set(
        account,
        ids.filter(({ untilMs }) => untilMs > newest - COMMIT_MEMORY_MS),
      );
    }
    journal = await rewrite();
    lines = accounts.size;
  }

  async function rewrite(): Promise<FileHandle> {
    const beside = `${file}.new`;
    const handle = await open(beside, 'w');
    await handle.writeFile([...accounts.keys()].map((account) => lineOf(account, recent.get(account) ?? [])).join(''));
    await handle.sync();
    await handle.close();
    await rename(beside, file);
    return open(file, 'a');
  }

  function lineOf(account: string, ids: readonly CountedId[]): string {
    const state = accounts.get(account);
    if (state === undefined) return '';
    const { shown, pending, early, leases, serials } = state;
    const line: Line = {
      account,
      shown,
      pending: [...pending],
      early: [...early],
      leases: [...leases],
      serials: [...serials],
      ids: ids.map(({ id, untilMs }) => [id, untilMs]),
    };
    return `${JSON.stringify(line)}\n`;
  }

  function remember(account: string, ids: readonly CountedId[], atMs: number): void {
    const live = ids.filter(({ untilMs }) => untilMs > atMs);
    for (const { id, untilMs } of live) counted.set(account, id, { phase: 'counted' }, untilMs);
    recent.set(account, [...(recent.get(account) ?? []), ...live]);
  }
}

/** A last line that a crash cut short was never answered for. */
async function readLines(file: string): Promise<readonly Line[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
