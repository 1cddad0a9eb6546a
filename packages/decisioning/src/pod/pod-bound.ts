import type { PodBag } from './pod-bags.js';
import { cellMsFor, cellsIn } from './pod-grid.js';
import type { PodItem, PodProblem } from './pod-problem.js';

/** Table entries that may be computed for one pod: some tenths of a millisecond. */
const BUDGET = 400_000;

/** The clock is asked once in so many bags. */
const BAGS_PER_LOOK = 32;

/**
 * What the bags from one on could add at most, for each time and number of ads left: a knapsack of groups, in which nothing
 * but the bags keeps two items apart. One table for each rank, and one for how much time can be filled. Its memory is kept.
 */
export class PodBound {
  #worth = new Float64Array(0);
  #filled = new Float64Array(0);
  #hasFilled = false;
  #cellMs = 1;
  #cells = 0;
  /** Numbers of ads told apart, 1 where time runs out first in any case. */
  #counts = 1;
  #layerOf: number[] = [];
  #firstLayerOf: number[] = [];
  #bestExtra: number[] = [];

  /** @param isLate asked now and then; true gives up, and so does this: false */
  prepare(problem: PodProblem, bags: readonly PodBag[], isLate: () => boolean): boolean {
    const { rules, roomMs, maxAds, ranks, items, shortestMs } = problem;
    this.#counts = maxAds * shortestMs >= roomMs ? 1 : maxAds + 1;
    const durations = new Set<number>();
    for (const { ms } of items) durations.add(ms);
    this.#hasFilled = rules.minMs > 0;
    const work = items.length * Math.max(1, this.#counts - 1) * (this.#hasFilled ? 2 : 1);
    this.#cellMs = cellMsFor(durations, roomMs, work, BUDGET);
    this.#cells = cellsIn(roomMs, this.#cellMs);
    this.#layOut(bags, ranks);
    const size = (bags.length + ranks) * this.#layerSize;
    if (this.#worth.length < size) this.#worth = new Float64Array(size * 2);
    if (this.#hasFilled && this.#filled.length < size) this.#filled = new Float64Array(size * 2);
    return this.#fillIn(bags, ranks, isLate);
  }

  /** Time in which its tables are read. */
  cellsOf(ms: number): number {
    return cellsIn(ms, this.#cellMs);
  }

  /** For bags of this rank from `bag` on. */
  worthFrom(bag: number, adsLeft: number, cells: number): number {
    return this.#worth[this.#at(this.#layerOf[bag] ?? 0, adsLeft, cells)] ?? 0;
  }

  /** For all bags of a rank. */
  worthOfRank(rank: number, adsLeft: number, cells: number): number {
    return this.#worth[this.#at(this.#firstLayerOf[rank] ?? 0, adsLeft, cells)] ?? 0;
  }

  /** Milliseconds that bags of any rank from `bag` on can fill at most. */
  filledFrom(bag: number, adsLeft: number, cells: number): number {
    return this.#hasFilled ? (this.#filled[this.#at(bag, adsLeft, cells)] ?? 0) : Infinity;
  }

  /** What the first and last places can add at most to an item of bags from there on. */
  extraFrom(bag: number): number {
    return this.#bestExtra[bag] ?? 0;
  }

  get #layerSize(): number {
    return this.#counts * (this.#cells + 1);
  }

  #at(layer: number, adsLeft: number, cells: number): number {
    const count = adsLeft < this.#counts ? adsLeft : this.#counts - 1;
    return (layer * this.#counts + count) * (this.#cells + 1) + cells;
  }

  /** Each rank's layers follow one another, with one of zeros after its last bag. */
  #layOut(bags: readonly PodBag[], ranks: number): void {
    this.#layerOf = [];
    this.#firstLayerOf = [];
    let layer = 0;
    let bag = 0;
    for (let rank = 0; rank < ranks; rank += 1) {
      this.#firstLayerOf.push(layer);
      for (; bags[bag]?.rank === rank; bag += 1) this.#layerOf.push(layer++);
      layer += 1;
    }
  }

  #fillIn(bags: readonly PodBag[], ranks: number, isLate: () => boolean): boolean {
    const size = this.#layerSize;
    for (let rank = 0; rank < ranks; rank += 1) {
      const zeros = (rank + 1 < ranks ? (this.#firstLayerOf[rank + 1] ?? 0) : bags.length + ranks) - 1;
      this.#worth.fill(0, zeros * size, (zeros + 1) * size);
    }
    this.#bestExtra[bags.length] = 0;
    if (this.#hasFilled) this.#filled.fill(0, bags.length * size, (bags.length + 1) * size);
    for (let at = bags.length - 1; at >= 0; at -= 1) {
      const { rank, items } = bags[at] ?? { rank: 0, items: [] };
      const layer = this.#layerOf[at] ?? 0;
      const isLast = rank === ranks - 1;
      this.#worth.copyWithin(layer * size, (layer + 1) * size, (layer + 2) * size);
      this.#bestExtra[at] = this.#bestExtra[at + 1] ?? 0;
      if (this.#hasFilled) this.#filled.copyWithin(at * size, (at + 1) * size, (at + 2) * size);
      for (let place = 0; place < items.length; place += 1) {
        const item = items[place];
        if (item === undefined) continue;
        this.#bestExtra[at] = Math.max(this.#bestExtra[at] ?? 0, item.firstExtra + item.lastExtra);
        if (isAfterItsLike(items, place)) continue;
        this.#offer(this.#worth, layer, item, item.worth + (isLast ? item.fill : 0));
        if (this.#hasFilled) this.#offer(this.#filled, at, item, item.ms);
      }
      if (at % BAGS_PER_LOOK === 0 && isLate()) return false;
    }
    return true;
  }

  /** The item in each entry in which it is better than without. */
  #offer(table: Float64Array, layer: number, { ms, ads }: PodItem, worth: number): void {
    const width = this.#cells + 1;
    const length = cellsIn(ms, this.#cellMs);
    const step = this.#counts > 1 ? ads : 0;
    for (let count = step; count < this.#counts; count += 1) {
      const to = (layer * this.#counts + count) * width;
      const from = ((layer + 1) * this.#counts + count - step) * width - length;
      for (let cell = length; cell < width; cell += 1) {
        const sum = (table[from + cell] ?? 0) + worth;
        if (sum > (table[to + cell] ?? 0)) table[to + cell] = sum;
      }
    }
  }
}

/** Whether one as long comes before it: best first, so it is worth more, and a bag gives one. */
function isAfterItsLike(items: readonly PodItem[], place: number): boolean {
  const item = items[place];
  for (let before = 0; before < place; before += 1) {
    if (items[before]?.ms === item?.ms && items[before]?.ads === item?.ads) return true;
  }
  return false;
}
