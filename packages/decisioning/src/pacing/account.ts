import { CLOCK_SKEW_MS } from '../caps/cap-window.js';
import { SERIAL_MEMORY_MS, type BudgetState, type LeaseAsk } from './budget-store.js';

/** One budget as a store keeps it. */
export interface Account {
  shown: number;
  /** By when they end. */
  readonly pending: Map<number, number>;
  /** Seen before their node told that it took them: for a while, since a node that is gone never tells. By when the pods end. */
  readonly early: Map<number, { readonly amount: number; readonly atMs: number }>;
  /** By node. */
  readonly leases: Map<string, { readonly amount: number; readonly untilMs: number }>;
  readonly serials: Map<string, { readonly serial: number; readonly atMs: number }>;
}

/** Pods that expire within the same ten seconds end together. */
export const PENDING_STEP_MS = 10_000;

/** A node tells what it took within that time, or is gone. */
export const EARLY_MS = 10_000;

/** A node gets at most this part of what is left, divided by the nodes: so leases shrink as the budget does. */
export const LEASE_PART = 4;

export interface Asker {
  readonly node: string;
  readonly serial: number;
  readonly nowMs: number;
  readonly ttlMs: number;
}

export function anAccount(): Account {
  return { shown: 0, pending: new Map(), early: new Map(), leases: new Map(), serials: new Map() };
}

/** When a pod's hold on the budget ends: late rather than early, whoever's clock is asked. */
export function pendingEnd(expiresAtMs: number): number {
  return Math.ceil((expiresAtMs + 2 * CLOCK_SKEW_MS) / PENDING_STEP_MS) * PENDING_STEP_MS;
}

/** Changes the account: books what was taken, ends what is over, lends anew. Gives what the node holds now. */
export function renewLease(account: Account, ask: LeaseAsk, { node, serial, nowMs, ttlMs }: Asker): number {
  if (account.serials.get(node)?.serial !== serial) {
    for (const { expiresAtMs, amount } of ask.taken) bookTaken(account, pendingEnd(expiresAtMs), amount);
  }
  account.serials.set(node, { serial, atMs: nowMs });
  account.leases.delete(node);
  dropOld(account, nowMs);
  const granted = lendable(ask, leftOf(account, ask.goal), account.leases.size + 1);
  if (granted > 0) account.leases.set(node, { amount: granted, untilMs: nowMs + ttlMs });
  return granted;
}

/** Changes the account: one impression was seen, whether its pod has expired or not. */
export function countShown(
  account: Account,
  { amount, expiresAtMs }: { amount: number; expiresAtMs: number },
  nowMs: number,
): void {
  account.shown += amount;
  const end = pendingEnd(expiresAtMs);
  if (end <= nowMs) return;
  const held = account.pending.get(end) ?? 0;
  if (held >= amount) account.pending.set(end, held - amount);
  else account.early.set(end, { amount: (account.early.get(end)?.amount ?? 0) + amount, atMs: nowMs });
}

export function stateOf(account: Account): BudgetState {
  return {
    shown: account.shown,
    pending: sum(account.pending.values()),
    leased: sum([...account.leases.values()].map(({ amount }) => amount)),
  };
}

function lendable({ unit, wanted }: LeaseAsk, left: number, nodes: number): number {
  const whole = (amount: number) => Math.floor(amount / unit) * unit;
  const share = Math.max(whole(left / (LEASE_PART * nodes)), unit);
  return Math.max(whole(Math.min(left, wanted, share)), 0);
}

function leftOf(account: Account, goal: number): number {
  const { shown, pending, leased } = stateOf(account);
  return goal - shown - pending - leased;
}

function bookTaken({ pending, early }: Account, end: number, amount: number): void {
  const ahead = early.get(end);
  const seen = Math.max(0, Math.min(ahead?.amount ?? 0, amount));
  if (ahead !== undefined) early.set(end, { ...ahead, amount: ahead.amount - seen });
  // What was given back may have ended, or been seen all the same.
  pending.set(end, Math.max(0, (pending.get(end) ?? 0) + amount - seen));
}

function dropOld({ pending, early, leases, serials }: Account, nowMs: number): void {
  for (const [end, amount] of pending) if (end <= nowMs || amount === 0) pending.delete(end);
  for (const [end, { amount, atMs }] of early) if (amount === 0 || nowMs - atMs > EARLY_MS) early.delete(end);
  for (const [node, { untilMs }] of leases) if (untilMs <= nowMs) leases.delete(node);
  for (const [node, { atMs }] of serials) if (nowMs - atMs > SERIAL_MEMORY_MS) serials.delete(node);
}

function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
