import { pendingEnd } from './account.js';
import type { BudgetState, LeaseAnswer, LeaseAsk } from './budget-store.js';
import type { BudgetAccount } from './costs-for.js';

/** Asked for as long as nobody has wanted any: enough to see how fast it goes, when the first viewers of a break come at once. */
const FIRST_WANTED = 100;
/** A rate is forgotten in about that time: longer than from one break to the next, so that a burst finds a lease. */
const FORGOTTEN_MS = 300_000;
/** More than the rate of late, since bursts grow. */
const ROOM = 2;

/** What one node holds of one account. */
export interface Purse {
  /** Whether there is so much at hand. Costs a subtraction. */
  verdict(amount: number, nowMs: number): 'ok' | 'lease-empty' | 'budget-spent';
  /** Call after `ok` only. */
  take(amount: number, expiresAtMs: number): void;
  /** What was taken, for a pod that ends then, will not be shown: it may be taken anew here. */
  giveBack(amount: number, times: { readonly nowMs: number; readonly expiresAtMs: number }): void;
  /** Somebody wanted it and there was none. */
  missed(amount: number): void;
  /** Less than a quarter of the lease is left. */
  isLow(nowMs: number): boolean;
  /** What to ask for next; what was taken so far is in it and is in no later one. */
  ask(lentForMs: number, nowMs: number): LeaseAsk;
  /** The lease runs from when it was asked for, so that it ends here before it ends in the store. */
  hold(answer: LeaseAnswer, untilMs: number): void;
  /** The store has not been told all, or lends something. */
  owes(): boolean;
  /** It owes nothing, and nothing of it can be given back any more. */
  isOver(nowMs: number): boolean;
  /** The catalogue has another goal. */
  aim(account: BudgetAccount): void;
  readonly state: () => BudgetState | null;
}

export function createPurse(aimed: BudgetAccount): Purse {
  const { account } = aimed;
  let { goal, unit } = aimed;
  let lease = { granted: 0, left: 0, untilMs: 0 };
  let state: BudgetState | null = null;
  let taken = new Map<number, { readonly expiresAtMs: number; readonly amount: number }>();
  let lastEndMs = 0;
  let demand = 0;
  let rate = { perMs: 0, atMs: null as number | null };

  const owes = () => lease.granted > 0 || taken.size > 0;
  return {
    state: () => state,
    owes,
    isOver: (nowMs) => !owes() && lastEndMs <= nowMs,
    aim: (next) => void ({ goal, unit } = next),
    verdict: (amount, nowMs) => {
      if (lease.left >= amount && nowMs < lease.untilMs) return 'ok';
      // A lease of a sum smaller than the price is of no use to it, whoever holds it.
      const isSpent = state !== null && goal - state.shown - state.pending - (state.leased - lease.granted) < amount;
      return isSpent && lease.left < amount ? 'budget-spent' : 'lease-empty';
    },
    take: (amount, expiresAtMs) => {
      lease.left -= amount;
      demand += amount;
      const end = pendingEnd(expiresAtMs); // what ends together in the store is told together
      lastEndMs = Math.max(lastEndMs, end);
      taken.set(end, { expiresAtMs, amount: (taken.get(end)?.amount ?? 0) + amount });
    },
    giveBack: (amount, { nowMs, expiresAtMs }) => {
      const end = pendingEnd(expiresAtMs);
      if (end <= nowMs) return; // it has ended in the store, and is lent anew
      lease.left += amount;
      // Below 0 where the store was told that it is taken: it is told that it is not.
      taken.set(end, { expiresAtMs, amount: (taken.get(end)?.amount ?? 0) - amount });
    },
    missed: (amount) => void (demand += amount),
    isLow: (nowMs) => demand > 0 && (lease.left < lease.granted / 4 || nowMs >= lease.untilMs),
    ask: (lentForMs, nowMs) => {
      rate = nextRate(rate, demand, nowMs);
      demand = 0;
      const told = [...taken.values()];
      taken = new Map();
      const isUnknown = state === null || rate.perMs === 0;
      const wanted = isUnknown ? unit * FIRST_WANTED : Math.max(unit, Math.ceil(rate.perMs * lentForMs * ROOM));
      return { account, goal, unit, wanted, taken: told };
    },
    hold: (answer, untilMs) => {
      // What was taken since the request was written comes out of the new lease.
      const since = [...taken.values()].reduce((sum, { amount }) => sum + amount, 0);
      lease = { granted: answer.granted, left: answer.granted - since, untilMs };
      state = answer.state;
    },
  };
}

function nextRate(rate: { perMs: number; atMs: number | null }, demand: number, nowMs: number) {
  if (rate.atMs === null || nowMs <= rate.atMs) return { perMs: rate.perMs, atMs: nowMs };
  const newest = demand / (nowMs - rate.atMs);
  // It rises at once and falls by and by: a lease that is too small costs impressions, one too big comes back.
  const kept = rate.perMs * Math.exp((rate.atMs - nowMs) / FORGOTTEN_MS);
  return { perMs: Math.max(newest, kept), atMs: nowMs };
}
