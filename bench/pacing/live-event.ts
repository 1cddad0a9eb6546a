import type { Catalogue } from '../../packages/decisioning/src/catalogue/catalogue.js';
import type { BudgetStore } from '../../packages/decisioning/src/pacing/budget-store.js';
import { createBudgets, type Budgets } from '../../packages/decisioning/src/pacing/create-budgets.js';
import { costsFor } from '../../packages/decisioning/src/pacing/costs-for.js';
import type { PlannedBreak } from '../../packages/decisioning/src/pacing/forecast.js';
import { createMemoryBudgetStore } from '../../packages/decisioning/src/pacing/memory-budget-store.js';

/** An event of bursts: whoever watches asks within some seconds, and nobody in the minutes between. */
export interface LiveEvent {
  readonly seed: number;
  readonly bursts: number;
  /** Planned for each burst, on average. */
  readonly viewers: number;
  /** −0.3: there come 30 % fewer than planned, on the whole. */
  readonly bias: number;
  /** 0.3: each burst is up to 30 % more or less than that. */
  readonly noise: number;
  readonly nodes: number;
}

export interface SoldItem {
  readonly id: string;
  /** Impressions. */
  readonly goal: number;
}

/** What holds line items back: ours, or what it is compared with. One for each node. */
export interface EventPacer {
  observe(seen: { breakId: string; viewers: number; isOver: boolean }): void;
  step(nowMs: number): void;
  lambda(id: string): number;
  isHeld(id: string, asked: { sessionId: string; breakId: string }): boolean;
}

export interface PacerMaker {
  (given: {
    catalogue: Catalogue;
    breaks: readonly PlannedBreak[];
    items: readonly SoldItem[];
    budgets: Budgets;
    delivered: (id: string) => number;
  }): EventPacer;
}

export interface Delivered {
  readonly id: string;
  readonly goal: number;
  readonly shown: number;
  /** Σ |Δλ| over the event. */
  readonly variation: number;
  /** The most that was lent at one time. */
  readonly mostLeased: number;
}

const T0 = 1_800_000_000_000;
const BURST_S = 15;
const GAP_MS = 120_000;
/** Of those who were given it, so many see it. */
const SEEN = 0.97;
const TWICE = 0.02;
/** Beacons that come when their pod has long expired, and what it held of the budget may be sold again. */
const LATE = 0.01;
/** A candidate that takes part wins that often at λ = 1. */
const WINS = 0.8;
const PARTS = [0.3, 0.1, 0.05];

/** Runs it. Nodes' clocks are up to 2 s off; commits come up to 40 s late, some a minute more, some twice, at another node. */
export async function runEvent(event: LiveEvent, makePacer: PacerMaker): Promise<readonly Delivered[]> {
  const random = seeded(event.seed);
  const breaks = Array.from({ length: event.bursts }, (_, i) => {
    const viewers = Math.round(event.viewers * (0.5 + random()));
    return { id: `b${i}`, atMs: T0 + i * GAP_MS, viewers };
  });
  const planned = breaks.reduce((sum, { viewers }) => sum + viewers, 0);
  const items = PARTS.map((part, i) => ({ id: `li${i}`, goal: Math.round(planned * part) }));
  const catalogue = aCatalogue(items);
  const costs = costsFor(catalogue);
  const store = watched(createMemoryBudgetStore());
  const nodes = Array.from({ length: event.nodes }, (_, n) => {
    const budgets = createBudgets({ store, node: `n${n}` });
    budgets.track(costs.accounts);
    const delivered = (id: string) => {
      const state = budgets.state(`line-item:${id}`);
      return state === null ? 0 : state.shown + state.pending;
    };
    const skewMs = Math.round((random() - 0.5) * 4_000);
    return { budgets, skewMs, pacer: makePacer({ catalogue, breaks, items, budgets, delivered }) };
  });
  const variation = new Map(items.map(({ id }) => [id, 0]));
  const before = new Map(items.map(({ id }) => [id, 1]));
  const late = new Map<number, (() => void)[]>();
  let session = 0;

  const second = async (nowMs: number) => {
    for (const [dueS, tells] of late) {
      if (dueS * 1_000 > nowMs) continue;
      late.delete(dueS);
      for (const tell of tells) tell();
    }
    for (const { budgets, pacer, skewMs } of nodes) {
      await budgets.renew(nowMs + skewMs);
      pacer.step(nowMs + skewMs);
    }
    for (const { id } of items) {
      const lambda = nodes[0]?.pacer.lambda(id) ?? 1;
      variation.set(id, (variation.get(id) ?? 0) + Math.abs(lambda - (before.get(id) ?? 1)));
      before.set(id, lambda);
    }
  };

  await second(T0 - 1_000);
  for (const { id: breakId, atMs, viewers } of breaks) {
    const came = Math.round(viewers * (1 + event.bias) * (1 + event.noise * (2 * random() - 1)));
    for (let s = 0; s < BURST_S; s++) {
      const nowMs = atMs + s * 1_000;
      for (let v = Math.floor((came * s) / BURST_S); v < Math.floor((came * (s + 1)) / BURST_S); v++) {
        const asked = { sessionId: `s${session++}`, breakId };
        for (const { id } of items) offer(id, asked, nowMs);
      }
      const seen = { breakId, viewers: Math.floor((came * (s + 1)) / BURST_S), isOver: s === BURST_S - 1 };
      for (const { pacer } of nodes) pacer.observe(seen);
      await second(nowMs + 999);
    }
    for (let s = BURST_S; s < 100; s += 5) await second(atMs + s * 1_000);
  }
  const endMs = T0 + event.bursts * GAP_MS + 300_000;
  await second(endMs);
  await second(endMs + 1_000);
  return items.map(({ id, goal }) => {
    const account = `line-item:${id}`;
    const shown = nodes[0]?.budgets.state(account)?.shown ?? 0;
    return { id, goal, shown, variation: variation.get(id) ?? 0, mostLeased: store.mostLeased(account) };
  });

  function offer(id: string, asked: { sessionId: string; breakId: string }, nowMs: number): void {
    const node = nodes[Math.floor(random() * nodes.length)];
    const other = nodes[Math.floor(random() * nodes.length)];
    // Drawn in any case, so that all pacers meet the same luck.
    const [luck, isSeen, isTwice, isLate] = [random(), random() < SEEN, random() < TWICE, random() < LATE];
    const delayMs = random() * 40_000 + (isLate ? 60_000 : 0);
    if (node === undefined || node.pacer.isHeld(id, asked)) return;
    if (luck > 1 - (1 - WINS) ** node.pacer.lambda(id)) return;
    const times = { nowMs: nowMs + node.skewMs, expiresAtMs: nowMs + 45_000 };
    const own = costs.of(id);
    if (node.budgets.take(own, times) !== 'ok' || !isSeen) return;
    const spent = { adInstanceId: `${asked.sessionId}-${id}`, costs: own, expiresAtMs: times.expiresAtMs };
    tellAt(nowMs + delayMs, () => other?.budgets.commit(spent));
    if (isTwice) tellAt(nowMs + delayMs + 5_000, () => node.budgets.commit(spent));
  }

  function tellAt(atMs: number, tell: () => void): void {
    const dueS = Math.ceil(atMs / 1_000);
    const due = late.get(dueS) ?? [];
    due.push(tell);
    late.set(dueS, due);
  }
}

function watched(store: BudgetStore): BudgetStore & { mostLeased(account: string): number } {
  const most = new Map<string, number>();
  return {
    ...store,
    mostLeased: (account) => most.get(account) ?? 0,
    lease: async (request) => {
      const answers = await store.lease(request);
      for (const { account, state } of answers) most.set(account, Math.max(most.get(account) ?? 0, state.leased));
      return answers;
    },
  };
}

function aCatalogue(items: readonly SoldItem[]): Catalogue {
  const lineItems = items.map(({ id, goal }) => ({
    id,
    campaignId: 'c',
    advertiserId: 'a',
    type: 'price-priority' as const,
    kind: 'linear' as const,
    priceCpm: 20,
    startsAt: null,
    endsAt: null,
    status: 'live' as const,
    goal: { of: 'impressions' as const, count: goal },
    pacing: 'even' as const,
    targeting: null,
    caps: [],
    creatives: [],
    position: 'any' as const,
  }));
  return {
    version: 'event',
    currency: 'EUR',
    rates: {},
    advertisers: new Map(),
    campaigns: new Map(),
    creatives: new Map(),
    lineItems,
    deals: new Map(),
    bidders: [],
    publishers: new Map(),
  };
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
