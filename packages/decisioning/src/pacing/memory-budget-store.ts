import { createExposureMemory, type ExposureMemory } from '../caps/exposure-memory.js';
import { anAccount, countShown, pendingEnd, renewLease, stateOf, type Account } from './account.js';
import { COMMIT_MEMORY_MS, type BudgetStore } from './budget-store.js';

export interface MemoryBudgetStoreOptions {
  readonly accounts?: Map<string, Account>;
  readonly counted?: ExposureMemory;
  /** Told of what changed before the answer is given, and waited for: where it is written to disk. */
  readonly keep?: (changed: Changed, ids: readonly CountedId[]) => Promise<void>;
}

/** By account: the ends of pods for which something was taken, given back or seen. What has ended meanwhile is not among them. */
export type Changed = ReadonlyMap<string, ReadonlySet<number>>;

export interface CountedId {
  readonly account: string;
  readonly id: string;
  readonly untilMs: number;
}

export const MOST_COUNTED_IDS = 1_000_000;

/** In this process: exact for one node. */
export function createMemoryBudgetStore(options: MemoryBudgetStoreOptions = {}): BudgetStore {
  const accounts = options.accounts ?? new Map<string, Account>();
  const counted = options.counted ?? createExposureMemory(MOST_COUNTED_IDS);
  const keep = options.keep ?? (async () => undefined);
  const accountOf = (name: string) => {
    const account = accounts.get(name) ?? anAccount();
    accounts.set(name, account);
    return account;
  };
  return {
    lease: async ({ asks, ...asker }) => {
      const answers = asks.map((ask) => {
        const account = accountOf(ask.account);
        const granted = renewLease(account, ask, asker);
        return { account: ask.account, granted, state: stateOf(account) };
      });
      // A lease ends with the process it was lent to, and with it the store: alone it is nothing to keep.
      const took = asks.filter(({ taken }) => taken.length > 0);
      if (took.length > 0) await keep(new Map(took.map(({ account, taken }) => [account, endsOf(taken)])), []);
      return answers;
    },
    commit: async (commits, nowMs) => {
      const ids: CountedId[] = [];
      const changed = new Map<string, Set<number>>();
      const answers = commits.map((commit) => {
        const { account, id } = commit;
        if (counted.get(account, id, nowMs) !== null) return false;
        const untilMs = nowMs + COMMIT_MEMORY_MS;
        counted.set(account, id, { phase: 'counted' }, untilMs);
        ids.push({ account, id, untilMs });
        countShown(accountOf(account), commit, nowMs);
        changed.set(account, (changed.get(account) ?? new Set()).add(pendingEnd(commit.expiresAtMs)));
        return true;
      });
      if (ids.length > 0) await keep(changed, ids);
      return answers;
    },
    close: async () => undefined,
  };
}

const endsOf = (taken: readonly { readonly expiresAtMs: number }[]): ReadonlySet<number> =>
  new Set(taken.map(({ expiresAtMs }) => pendingEnd(expiresAtMs)));
