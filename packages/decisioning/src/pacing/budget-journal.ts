import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createExposureMemory } from '../caps/exposure-memory.js';
import { rewriteJournal } from '../events/rewrite-journal.js';
import { anAccount, type Account } from './account.js';
import { COMMIT_MEMORY_MS, type BudgetStore } from './budget-store.js';
import { MOST_COUNTED_IDS, createMemoryBudgetStore, type Changed, type CountedId } from './memory-budget-store.js';

export interface DiskBudgetStoreOptions {
  /** Made if it is not there. */
  readonly folder: string;
  readonly nowMs: number;
  /** A journal that has grown by more is rewritten as what it comes to. */
  readonly mostLines?: number;
  /** The machine's own by default. */
  readonly openFile?: typeof open;
}

/** An account, or what of it changed: `pending` and `early` at these ends, 0 where there is nothing any more; the rest is whole. */
interface Line {
  readonly account: string;
  readonly isPart?: true;
  readonly shown: number;
  readonly pending: readonly (readonly [number, number])[];
  readonly early: readonly (readonly [number, { amount: number; atMs: number }])[];
  readonly leases: readonly (readonly [string, { amount: number; untilMs: number }])[];
  readonly serials: readonly (readonly [string, { serial: number; atMs: number }])[];
  readonly ids: readonly (readonly [string, number])[];
}

/**
 * The store of one node, on disk before it answers: each change of an account is a line of a journal, written and synced together
 * with those that came meanwhile. A crash loses nothing that was told; what was taken of a lease and not yet told is lost with the process
 * that took it, and so is a lease of which nothing was told: who comes after it is the only one who spends.
 */
export async function openDiskBudgetStore({
  folder,
  nowMs,
  mostLines = 20_000,
  openFile = open,
}: DiskBudgetStoreOptions): Promise<BudgetStore> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'budgets.jsonl');
  const accounts = new Map<string, Account>();
  const counted = createExposureMemory(MOST_COUNTED_IDS);
  const recent = new Map<string, CountedId[]>();
  for (const line of await readLines(file)) {
    const { account, ids } = line;
    accounts.set(account, accountOf(line, (line.isPart && accounts.get(account)) || anAccount()));
    remember(
      account,
      ids.map(([id, untilMs]) => ({ account, id, untilMs })),
      nowMs,
    );
  }
  let journal = await rewrite();
  let grownBy = 0;
  /** Whether a write went wrong, so that what it left may end within a line. */
  let isTorn = false;
  let waiting: { lines: readonly string[]; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing: Promise<void> | null = null;

  const keep = (changed: Changed, ids: readonly CountedId[]) => {
    const fresh = new Map<string, CountedId[]>();
    for (const id of ids) {
      listIn(recent, id.account).push(id);
      listIn(fresh, id.account).push(id);
    }
    const lines = [...changed].map(([account, ends]) => changeOf(account, fresh.get(account) ?? [], ends));
    return new Promise<void>((done, failed) => {
      waiting.push({ lines, done, failed });
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
        if (isTorn) await compact(); // nothing may be written behind half a line
        const lines = group.flatMap((one) => one.lines);
        isTorn = true;
        await journal.appendFile(lines.join(''));
        await journal.datasync();
        isTorn = false;
        grownBy += lines.length;
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
      if (grownBy > mostLines) await compact().catch(() => (grownBy = 0)); // as long as it is, it is whole
    }
  }

  async function compact(): Promise<void> {
    // By the ids' own time: what was counted last is known for the full length.
    for (const [account, ids] of recent) {
      const newest = ids.at(-1)?.untilMs ?? 0;
      recent.set(
        account,
        ids.filter(({ untilMs }) => untilMs > newest - COMMIT_MEMORY_MS),
      );
    }
    const next = await rewrite();
    await journal.close();
    journal = next;
    grownBy = 0;
    isTorn = false;
  }

  function rewrite(): Promise<FileHandle> {
    // As all is now: what changes while it is written has lines of its own, and those come behind it.
    const now = [...accounts].map(([name, account]) => ({ name, account: copyOf(account), ids: idsOf(name).slice() }));
    return rewriteJournal(file, linesOf(now), openFile);
  }

  /** @param ends what changed. */
  function changeOf(name: string, ids: readonly CountedId[], ends: ReadonlySet<number>): string {
    return lineOf(name, accounts.get(name) ?? anAccount(), ids, ends);
  }

  function idsOf(name: string): readonly CountedId[] {
    return recent.get(name) ?? [];
  }

  function remember(account: string, ids: readonly CountedId[], atMs: number): void {
    const known = listIn(recent, account); // grows in place: a copy for each line of an hour's journal takes minutes
    for (const one of ids) {
      if (one.untilMs <= atMs) continue;
      counted.set(account, one.id, { phase: 'counted' }, one.untilMs);
      known.push(one);
    }
  }
}

const NOTHING = { amount: 0, atMs: 0 };
const NO_ENDS: ReadonlySet<number> = new Set();
/** In one line of a journal that is made shorter: a busy hour has a million, and decisions wait while a line is made. */
const IDS_IN_LINE = 1000;

interface Kept {
  readonly name: string;
  readonly account: Account;
  readonly ids: readonly CountedId[];
}

function* linesOf(all: readonly Kept[]): Generator<string> {
  for (const { name, account, ids } of all) {
    yield lineOf(name, account, ids.slice(0, IDS_IN_LINE));
    for (let at = IDS_IN_LINE; at < ids.length; at += IDS_IN_LINE)
      yield lineOf(name, account, ids.slice(at, at + IDS_IN_LINE), NO_ENDS);
  }
}

/** @param ends what changed; left out: all of it. */
function lineOf(name: string, account: Account, ids: readonly CountedId[], ends?: ReadonlySet<number>): string {
  const { shown, pending, early, leases, serials } = account;
  const line: Line = {
    ...{ account: name, shown, ...(ends && { isPart: true }) },
    pending: ends ? [...ends].map((end) => [end, pending.get(end) ?? 0]) : [...pending],
    early: ends ? [...ends].map((end) => [end, early.get(end) ?? NOTHING]) : [...early],
    leases: [...leases],
    serials: [...serials],
    ids: ids.map(({ id, untilMs }) => [id, untilMs]),
  };
  return `${JSON.stringify(line)}\n`;
}

const copyOf = ({ shown, pending, early, leases, serials }: Account): Account => ({
  ...{ shown, pending: new Map(pending), early: new Map(early) },
  ...{ leases: new Map(leases), serials: new Map(serials) },
});

function listIn(lists: Map<string, CountedId[]>, account: string): CountedId[] {
  const list = lists.get(account) ?? [];
  lists.set(account, list);
  return list;
}

/** What a line makes of what was known. Entries of 0 are dropped when the account is next asked for. */
function accountOf({ shown, pending, early, leases, serials }: Line, before: Account): Account {
  return {
    shown,
    pending: new Map([...before.pending, ...pending]),
    early: new Map([...before.early, ...early]),
    leases: new Map(leases),
    serials: new Map(serials),
  };
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
