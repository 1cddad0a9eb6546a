import { setImmediate } from 'node:timers/promises';
import type { BudgetCommit, BudgetState, BudgetStore, LeaseRequest } from './budget-store.js';
import type { BudgetAccount, Cost } from './costs-for.js';
import { createPurse, type Purse } from './purse.js';

export interface BudgetsOptions {
  readonly store: BudgetStore;
  /** One run of one process: it must not be the same after a restart. */
  readonly node: string;
  /** 1 to 5 s. */
  readonly lentForMs?: number;
  /** Impressions that wait for a store that does not answer; beyond that, the oldest are given to `onLost`. */
  readonly mostWaiting?: number;
  readonly onLost?: (commit: BudgetCommit) => void;
}

export type BudgetVerdict = 'ok' | 'lease-empty' | 'budget-spent';

/** An impression that was seen. */
export interface Spent {
  readonly adInstanceId: string;
  readonly costs: readonly Cost[];
  /** As it was when taken. */
  readonly expiresAtMs: number;
}

/** Budgets as one node spends them: from what it was lent, without a word to anybody. */
export interface Budgets {
  /** Of each catalogue that is published. */
  track(accounts: readonly BudgetAccount[]): void;
  verdict(costs: readonly Cost[], nowMs: number): BudgetVerdict;
  /** For an ad that goes into a pod: takes all costs or none. */
  take(costs: readonly Cost[], times: { nowMs: number; expiresAtMs: number }): BudgetVerdict;
  /** Of an ad that was taken and will not be shown; `expiresAtMs` as it was when taken. */
  giveBack(costs: readonly Cost[], times: { nowMs: number; expiresAtMs: number }): void;
  commit(spent: Spent): void;
  /**
   * Tells what was taken and seen, and borrows anew. To be called every second. Rejects while the store does not answer: then leases run
   * out, and nothing that has a budget is sold until it does. Nothing is told twice or lost by it.
   */
  renew(nowMs: number): Promise<void>;
  /** The same for those accounts that run low, while `isLow`: of thousands a few are in demand, and the others keep what they have. */
  refill(nowMs: number): Promise<void>;
  isLow(nowMs: number): boolean;
  /** As far as this node knows. null: never asked. */
  state(account: string): BudgetState | null;
  /** Gives back what is not used. */
  close(nowMs: number): Promise<void>;
}

/** Accounts in one question: about a millisecond, here and in the store. */
const AT_ONCE = 500;

/** Impressions told in one go: after an outage, or a start, there are many. */
const SEEN_AT_ONCE = 2_000;

export function createBudgets(options: BudgetsOptions): Budgets {
  const { store, node, lentForMs = 3_000, mostWaiting = 100_000, onLost = () => undefined } = options;
  const purses = new Map<string, Purse>();
  let goals = new Map<string, BudgetAccount>();
  let commits: BudgetCommit[] = [];
  let unanswered: LeaseRequest | null = null;
  let serial = 0;
  let renewing: Promise<void> | null = null;

  const verdict = (costs: readonly Cost[], nowMs: number): BudgetVerdict => {
    for (const { account, amount } of costs) {
      const said = purses.get(account)?.verdict(amount, nowMs) ?? 'lease-empty';
      if (said !== 'ok') return said;
    }
    return 'ok';
  };
  return {
    track: (accounts) => {
      goals = new Map(accounts.map((one) => [one.account, one]));
      for (const one of accounts) {
        const known = purses.get(one.account);
        if (known === undefined) purses.set(one.account, createPurse(one));
        else known.aim(one);
      }
    },
    verdict,
    take: (costs, { nowMs, expiresAtMs }) => {
      const said = verdict(costs, nowMs);
      for (const { account, amount } of costs) {
        if (said === 'ok') purses.get(account)?.take(amount, expiresAtMs);
        else purses.get(account)?.missed(amount);
      }
      return said;
    },
    giveBack: (costs, times) => {
      for (const { account, amount } of costs) purses.get(account)?.giveBack(amount, times);
    },
    commit: ({ adInstanceId, costs, expiresAtMs }) => {
      for (const { account, amount } of costs) commits.push({ id: adInstanceId, account, amount, expiresAtMs });
      for (const lost of commits.splice(0, Math.max(commits.length - mostWaiting, 0))) onLost(lost);
    },
    renew: (nowMs) => (renewing ??= renew(nowMs).finally(() => (renewing = null))),
    refill: (nowMs) =>
      (renewing ??= renew(nowMs, (account, purse) => goals.has(account) && purse.isLow(nowMs)).finally(
        () => (renewing = null),
      )),
    // What is gone from the catalogue is not renewed, and would be low for ever.
    isLow: (nowMs) => [...goals.keys()].some((account) => purses.get(account)?.isLow(nowMs) === true),
    state: (account) => purses.get(account)?.state() ?? null,
    close: async (nowMs) => {
      await renewing?.catch(() => undefined);
      await renew(nowMs);
      const asks = [...purses.values()].map((purse) => ({ ...purse.ask(lentForMs, nowMs), wanted: 0 }));
      await store.lease({ node, serial: ++serial, asks, nowMs, ttlMs: lentForMs });
    },
  };

  // Of what is gone from the catalogue nothing is borrowed, but what was taken is told, and the lease given back.
  async function renew(
    nowMs: number,
    isDue = (account: string, purse: Purse): boolean => goals.has(account) || purse.owes(),
  ): Promise<void> {
    await tellSeen(nowMs);
    if (unanswered !== null) await send({ ...unanswered, nowMs });
    for (const [account, purse] of purses) if (!goals.has(account) && purse.isOver(nowMs)) purses.delete(account);
    const meant = [...purses].filter(([account, purse]) => isDue(account, purse));
    for (let at = 0; at < meant.length; at += AT_ONCE) {
      if (at > 0) await setImmediate(); // who asks for a decision meanwhile does not wait for thousands of accounts
      // Asked only now: where an answer fails to come, the rest keeps what it has to tell.
      const asks = meant.slice(at, at + AT_ONCE).map(([account, purse]) => {
        const ask = purse.ask(lentForMs, nowMs);
        return goals.has(account) ? ask : { ...ask, wanted: 0 };
      });
      await send({ node, serial: ++serial, asks, nowMs, ttlMs: lentForMs });
    }
  }

  /** Sent again as it was until it is answered: the store knows by its serial whether it was booked. */
  async function send(request: LeaseRequest): Promise<void> {
    unanswered = request;
    const answers = await store.lease(request);
    unanswered = null;
    for (const answer of answers) purses.get(answer.account)?.hold(answer, request.nowMs + request.ttlMs);
  }

  async function tellSeen(nowMs: number): Promise<void> {
    while (commits.length > 0) {
      const told = commits.splice(0, SEEN_AT_ONCE);
      try {
        await store.commit(told, nowMs);
      } catch (error) {
        commits = [...told, ...commits]; // ids tell those that were counted all the same
        throw error;
      }
    }
  }
}
