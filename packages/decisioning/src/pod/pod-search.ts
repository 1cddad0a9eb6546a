import { BestOrder } from './best-order.js';
import type { PodBag } from './pod-bags.js';
import type { PodBound } from './pod-bound.js';
import { PodPick } from './pod-pick.js';
import type { PodItem, PodProblem } from './pod-problem.js';

const EMPTY: PodProblem = {
  rules: {
    roomMs: 0,
    minMs: 0,
    maxAds: 0,
    minAdMs: 0,
    maxAdMs: 0,
    requiredAdMs: null,
    unfilledCostPerSecond: 0,
    separation: { advertiser: 'none', category: 'none' },
    apartFrom: { advertisers: new Set(), categories: new Set() },
    premium: { first: 1, last: 1 },
  },
  roomMs: 0,
  maxAds: 0,
  ranks: 1,
  hasFixed: false,
  unfilledPerMs: 0,
  hasPremium: false,
  needsOrder: false,
  items: [],
  shortestMs: Infinity,
  keys: 0,
  refused: [],
};

/** The clock is asked once in so many items, each of which costs up to a microsecond. */
const LOOKS_PER_CLOCK = 128;

/**
 * Depth first, bag by bag: each item of a bag or none, as long as the bound says that better pods may lie there. When it has to
 * stop, it goes on to ask the bound alone about what it has not seen, which is how far the best can be off. Its memory is kept.
 */
export class PodSearch {
  readonly pick = new PodPick();
  /** The best so far: empty at first. */
  best: readonly PodItem[] = [];
  bestWorth = new Float64Array(1);
  /** For each rank, the most that what was not seen may be worth; -Infinity: all was seen. */
  unseen = new Float64Array(1);
  nodes = 0;
  #problem = EMPTY;
  #bags: readonly PodBag[] = [];
  readonly #bound: PodBound;
  readonly #order = new BestOrder();
  #mostNodes = 0;
  #isLate: () => boolean = () => false;
  #looks = 0;
  #hasStopped = false;

  constructor(bound: PodBound) {
    this.#bound = bound;
  }

  start(problem: PodProblem, mostNodes: number, isLate: () => boolean): void {
    this.#problem = problem;
    this.#mostNodes = mostNodes;
    this.#isLate = isLate;
    this.#looks = 0;
    this.pick.start(problem);
    this.best = [];
    this.bestWorth = Float64Array.from(this.pick.worth);
    this.unseen = new Float64Array(problem.ranks).fill(-Infinity);
    this.nodes = 0;
    this.#hasStopped = false;
  }

  /** Takes what can be taken in this order: a pod to start from. Late, it is content with what it has. */
  takeGreedily(items: readonly PodItem[]): void {
    const { needsOrder } = this.#problem;
    for (const item of items) {
      if (item.worth + item.fill < 0 || !this.pick.canTake(item)) continue;
      this.pick.take(item);
      if (!needsOrder || this.#order.exists(this.pick.items, this.#problem, this.#isLate)) continue;
      this.pick.takeBack();
      if (this.#isLate()) break; // what has no order is what takes long to find out
    }
    this.#consider();
    while (this.pick.items.length > 0) this.pick.takeBack();
  }

  search(bags: readonly PodBag[]): void {
    this.#bags = bags;
    this.#visit(0);
  }

  #visit(from: number): void {
    const { pick } = this;
    for (let at = from; at < this.#bags.length; at += 1) {
      if (!this.#canBeat(at, null) || !this.#canReachMinimum(at)) return;
      if (this.#hasStopped) return this.#leaveUnseen(at, null);
      const items = this.#bags[at]?.items ?? [];
      for (let place = 0; place < items.length; place += 1) {
        const item = items[place];
        if (item === undefined || item.ms > pick.leftMs || item.ads > pick.adsLeft) continue;
        if (!this.#canBeat(at + 1, item) || pick.clashOf(item) !== -1) continue;
        this.#look();
        if (this.#hasStopped) this.#leaveUnseen(at + 1, item);
        else this.#enter(at + 1, item);
      }
    }
  }

  #look(): void {
    this.#looks += 1;
    if (this.#looks % LOOKS_PER_CLOCK === 0 && this.#isLate()) this.#hasStopped = true;
  }

  #enter(next: number, item: PodItem): void {
    this.nodes += 1;
    if (this.nodes > this.#mostNodes) {
      this.#hasStopped = true;
      this.#leaveUnseen(next, item);
      return;
    }
    this.pick.take(item);
    this.#consider();
    this.#visit(next);
    this.pick.takeBack();
  }

  /** Makes what is picked the best if it is. */
  #consider(): void {
    const { pick, bestWorth } = this;
    const { rules, roomMs, maxAds } = this.#problem;
    if (pick.adsLeft === maxAds || roomMs - pick.leftMs < rules.minMs) return;
    for (let rank = 0; rank < pick.ranks; rank += 1) {
      const most = (pick.worth[rank] ?? 0) + (rank === pick.ranks - 1 ? pick.extra : 0);
      const best = bestWorth[rank] ?? 0;
      if (most > best) break;
      if (most < best || rank === pick.ranks - 1) return;
    }
    const isFound = this.#order.find(pick.items, pick.worth, bestWorth, this.#problem, this.#isLate);
    if (this.#order.wasCut) this.#leaveOrders();
    if (!isFound) return;
    this.best = this.#order.items;
    bestWorth.set(this.#order.worth);
  }

  /** Whether what is picked, `item` and the best of the bags from `at` on could be better than the best. */
  #canBeat(at: number, item: PodItem | null): boolean {
    const { pick, bestWorth } = this;
    const leftMs = item === null ? pick.leftMs : pick.leftMs - item.ms;
    const cells = this.#bound.cellsOf(leftMs);
    for (let rank = 0; rank < pick.ranks; rank += 1) {
      const most = this.#mostOf(rank, at, item, leftMs, cells);
      const best = bestWorth[rank] ?? 0;
      if (most !== best) return most > best;
    }
    return false;
  }

  #mostOf(rank: number, at: number, item: PodItem | null, leftMs: number, cells: number): number {
    const { pick } = this;
    const ofBag = this.#bags[at]?.rank ?? pick.ranks;
    const adsLeft = item === null ? pick.adsLeft : pick.adsLeft - item.ads;
    let most = pick.worth[rank] ?? 0;
    if (item !== null && item.rank === rank) most += item.worth;
    if (rank === ofBag) most += this.#bound.worthFrom(at, adsLeft, cells);
    else if (rank > ofBag) most += this.#bound.worthOfRank(rank, adsLeft, cells);
    if (rank < pick.ranks - 1) return most;
    let extra = Math.max(pick.extra, this.#bound.extraFrom(at));
    if (item !== null) {
      most += item.fill;
      extra = Math.max(extra, item.firstExtra + item.lastExtra);
    }
    // What earlier ranks fill is not in the table of the last.
    return most + extra + (rank > ofBag ? leftMs * this.#problem.unfilledPerMs : 0);
  }

  #canReachMinimum(at: number): boolean {
    const { pick } = this;
    const { roomMs } = this.#problem;
    const { minMs } = this.#problem.rules;
    if (minMs <= 0) return true;
    const filled = this.#bound.filledFrom(at, pick.adsLeft, this.#bound.cellsOf(pick.leftMs));
    return roomMs - pick.leftMs + Math.min(filled, pick.leftMs) >= minMs;
  }

  /** All of the bags from `at` on, with `item` or with nothing more before them. */
  #leaveUnseen(at: number, item: PodItem | null): void {
    const leftMs = this.pick.leftMs - (item?.ms ?? 0);
    const cells = this.#bound.cellsOf(leftMs);
    for (let rank = 0; rank < this.pick.ranks; rank += 1) {
      this.unseen[rank] = Math.max(this.unseen[rank] ?? -Infinity, this.#mostOf(rank, at, item, leftMs, cells));
    }
  }

  /** What is picked may be worth more in an order that there was no time to find. */
  #leaveOrders(): void {
    const { pick, unseen } = this;
    this.#hasStopped = true;
    for (let rank = 0; rank < pick.ranks; rank += 1) {
      const most = (pick.worth[rank] ?? 0) + (rank === pick.ranks - 1 ? pick.extra : 0);
      unseen[rank] = Math.max(unseen[rank] ?? -Infinity, most);
    }
  }
}
