import { MAX_POD_ADS } from './pod-candidate.js';
import type { PodItem, PodProblem } from './pod-problem.js';

/** As many as the longest pod has, its two bumpers included. */
export const MAX_PICKED = MAX_POD_ADS + 2;

/** What is in the pod at this point of the search, and what it adds up to. Items are taken back in the reverse order. */
export class PodPick {
  readonly items: PodItem[] = [];
  adsLeft = 0;
  leftMs = 0;
  /** Of each rank, places not counted. */
  worth = new Float64Array(1);
  ranks = 1;
  #maxAds = 0;
  #shortestMs = 1;
  #used = new Int32Array(0);
  #limit = new Int32Array(0);
  /** Limits as they were, to be put back. */
  readonly #earlierLimits: number[] = [];
  /** For each number of items: the most that first and last place can add. */
  readonly #extras = new Float64Array(MAX_PICKED + 1);

  start({ ranks, roomMs, maxAds, unfilledPerMs, keys, shortestMs }: PodProblem): void {
    this.#maxAds = maxAds;
    this.#shortestMs = shortestMs;
    this.items.length = 0;
    this.#earlierLimits.length = 0;
    this.ranks = ranks;
    this.adsLeft = maxAds;
    this.leftMs = roomMs;
    if (this.worth.length !== ranks) this.worth = new Float64Array(ranks);
    this.worth.fill(0);
    this.worth[ranks - 1] = -roomMs * unfilledPerMs;
    if (this.#used.length < keys) {
      this.#used = new Int32Array(keys * 2);
      this.#limit = new Int32Array(keys * 2);
    }
    this.#used.fill(0, 0, keys);
    this.#limit.fill(MAX_PICKED, 0, keys);
  }

  get extra(): number {
    return this.#extras[this.items.length] ?? 0;
  }

  /** Whether time, number, films, competitors and limits let it in; whether there is an order is another question. */
  canTake(item: PodItem): boolean {
    return item.ms <= this.leftMs && item.ads <= this.adsLeft && this.clashOf(item) === -1;
  }

  /** A key that keeps it out; -1: none. */
  clashOf({ ms, exclusive, adjacent, limits }: PodItem): number {
    for (let at = 0; at < exclusive.length; at += 1) {
      const key = exclusive[at] ?? 0;
      if ((this.#used[key] ?? 0) > 0) return key;
    }
    for (let at = 0; at < adjacent.length; at += 1) {
      const key = adjacent[at] ?? 0;
      // Each two of them need another between, so all but one need room for another.
      if ((this.#used[key] ?? 0) * 2 + 1 > this.#mostAdsWith(ms)) return key;
    }
    for (let at = 0; at < limits.length; at += 2) {
      const key = limits[at] ?? 0;
      if ((this.#used[key] ?? 0) >= Math.min(limits[at + 1] ?? 0, this.#limit[key] ?? 0)) return key;
    }
    return -1;
  }

  take(item: PodItem): void {
    const { exclusive, adjacent, limits } = item;
    for (let at = 0; at < adjacent.length; at += 1) this.#count(adjacent[at] ?? 0, 1);
    for (let at = 0; at < exclusive.length; at += 1) this.#count(exclusive[at] ?? 0, 1);
    for (let at = 0; at < limits.length; at += 2) {
      const key = limits[at] ?? 0;
      const earlier = this.#limit[key] ?? 0;
      this.#count(key, 1);
      this.#earlierLimits.push(earlier);
      this.#limit[key] = Math.min(earlier, limits[at + 1] ?? 0);
    }
    this.#add(item, 1);
    const most = item.firstExtra + item.lastExtra;
    this.#extras[this.items.length + 1] = Math.max(this.extra, most);
    this.items.push(item);
  }

  takeBack(): void {
    const item = this.items.pop();
    if (item === undefined) return;
    const { exclusive, adjacent, limits } = item;
    for (let at = 0; at < adjacent.length; at += 1) this.#count(adjacent[at] ?? 0, -1);
    for (let at = 0; at < exclusive.length; at += 1) this.#count(exclusive[at] ?? 0, -1);
    for (let at = limits.length - 2; at >= 0; at -= 2) {
      const key = limits[at] ?? 0;
      this.#count(key, -1);
      this.#limit[key] = this.#earlierLimits.pop() ?? MAX_PICKED;
    }
    this.#add(item, -1);
  }

  /** How many ads the pod can have in the end if one so long is among them. */
  #mostAdsWith(ms: number): number {
    const more = Math.min(this.adsLeft - 1, Math.floor((this.leftMs - ms) / this.#shortestMs));
    return this.#maxAds - this.adsLeft + 1 + Math.max(0, more);
  }

  #count(key: number, by: number): void {
    this.#used[key] = (this.#used[key] ?? 0) + by;
  }

  #add({ ms, ads, rank, worth, fill }: PodItem, by: 1 | -1): void {
    this.leftMs -= by * ms;
    this.adsLeft -= by * ads;
    this.worth[rank] = (this.worth[rank] ?? 0) + by * worth;
    this.worth[this.ranks - 1] = (this.worth[this.ranks - 1] ?? 0) + by * fill;
  }
}
