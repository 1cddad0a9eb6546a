import { MAX_POD_ADS } from './pod-candidate.js';
import { PodOrderer, type OrderRules } from './order-pod.js';
import type { PodItem, PodProblem } from './pod-problem.js';
import { compareWorth } from './pod-worth.js';

const ANY = -1;

/** The order of a given set of items that is worth most, bumpers at the ends. Its memory is kept. */
export class BestOrder {
  /** In order, after `find` was true. */
  items: readonly PodItem[] = [];
  /** Of each rank, places counted. */
  worth: number[] = [];
  /** After `find`: there was no time to look for all that is better than what it says. */
  wasCut = false;
  readonly #orderer = new PodOrderer();
  readonly #apart = new Int32Array(MAX_POD_ADS);
  readonly #slots = new Int32Array(MAX_POD_ADS);
  /** The first order that was found. */
  readonly #known = new Int8Array(MAX_POD_ADS);

  /**
   * Of orders that the rules allow, the best that is better than `best`; where time is over, one that is.
   * @param plain what the set is worth, places not counted
   * @returns false where there is none
   */
  find(
    set: readonly PodItem[],
    plain: ArrayLike<number>,
    best: ArrayLike<number>,
    problem: PodProblem,
    isLate: () => boolean,
  ): boolean {
    const ads = set.filter((item) => item.ads > 0).sort(byWorth);
    const rules = this.#rulesFor(ads, problem);
    const first = ads.findIndex(({ candidate }) => candidate.position === 'first');
    const last = ads.findIndex(({ candidate }) => candidate.position === 'last');
    const isFound = this.#orderer.find(rules, first, last, isLate);
    this.wasCut = this.#orderer.wasCut;
    if (!isFound) return false;
    if (!problem.hasPremium || ads.length === 0) return this.#takeIfBetter(set, ads, plain, 0, best);
    this.#known.set(this.#orderer.order);
    for (let ends = bestEnds(ads, first, last, null); ends !== null; ends = bestEnds(ads, first, last, ends)) {
      if (!this.#isBetter(plain, ends.extra, best)) return false;
      if (this.#orderer.find(rules, ends.first, ends.last, isLate))
        return this.#takeIfBetter(set, ads, plain, ends.extra, best);
      this.wasCut = this.#orderer.wasCut || isLate();
      if (this.wasCut) return this.#takeKnown(set, ads, plain, best);
    }
    return false;
  }

  /** Whether there is any order at all; false also where there was no time to find it. */
  exists(set: readonly PodItem[], problem: PodProblem, isLate: () => boolean): boolean {
    const ads = set.filter((item) => item.ads > 0);
    const first = ads.findIndex(({ candidate }) => candidate.position === 'first');
    const last = ads.findIndex(({ candidate }) => candidate.position === 'last');
    return this.#orderer.find(this.#rulesFor(ads, problem), first, last, isLate);
  }

  #takeKnown(
    set: readonly PodItem[],
    ads: readonly PodItem[],
    plain: ArrayLike<number>,
    best: ArrayLike<number>,
  ): boolean {
    this.#orderer.order.set(this.#known);
    const [first, last] = [ads[this.#known[0] ?? 0], ads[this.#known[ads.length - 1] ?? 0]];
    return this.#takeIfBetter(set, ads, plain, (first?.firstExtra ?? 0) + (last?.lastExtra ?? 0), best);
  }

  #takeIfBetter(
    set: readonly PodItem[],
    ads: readonly PodItem[],
    plain: ArrayLike<number>,
    extra: number,
    best: ArrayLike<number>,
  ): boolean {
    if (!this.#isBetter(plain, extra, best)) return false;
    this.items = this.#inOrder(set, ads);
    return true;
  }

  /** Leaves what it is worth in `worth`. */
  #isBetter(plain: ArrayLike<number>, extra: number, best: ArrayLike<number>): boolean {
    const { worth } = this;
    worth.length = plain.length;
    for (let rank = 0; rank < plain.length; rank += 1) worth[rank] = plain[rank] ?? 0;
    worth[plain.length - 1] = (worth[plain.length - 1] ?? 0) + extra;
    return compareWorth(worth, best) > 0;
  }

  #rulesFor(ads: readonly PodItem[], { maxAds, needsOrder }: PodProblem): OrderRules {
    let hasApart = false;
    let hasSlots = false;
    for (let at = 0; needsOrder && at < ads.length; at += 1) {
      const ad = ads[at]!;
      let apart = 0;
      for (let place = 0; ad.adjacent.length > 0 && place < ads.length; place += 1) {
        const other = ads[place]!.adjacent;
        if (place !== at && ad.adjacent.some((key) => other.includes(key))) apart |= 1 << place;
      }
      this.#apart[at] = apart;
      this.#slots[at] = ad.candidate.fixed?.slot ?? 0;
      hasApart ||= apart !== 0;
      hasSlots ||= this.#slots[at] !== 0;
    }
    return { ads: ads.length, places: maxAds, apart: this.#apart, slots: this.#slots, hasApart, hasSlots };
  }

  #inOrder(set: readonly PodItem[], ads: readonly PodItem[]): readonly PodItem[] {
    const middle: PodItem[] = [];
    for (let at = 0; at < ads.length; at += 1) {
      const ad = ads[this.#orderer.order[at] ?? 0];
      if (ad) middle.push(ad);
    }
    const bumpers = (position: 'bumper-in' | 'bumper-out') =>
      set.filter(({ candidate }) => candidate.position === position);
    return [...bumpers('bumper-in'), ...middle, ...bumpers('bumper-out')];
  }
}

/** Which ads are the first and the last, and what that adds. */
interface Ends {
  readonly first: number;
  readonly last: number;
  readonly extra: number;
}

/** The best ends that come after others, by what they add, then by the first and the last; null: there are no more. */
function bestEnds(ads: readonly PodItem[], first: number, last: number, after: Ends | null): Ends | null {
  let [bestFirst, bestLast, most] = [ANY, ANY, -Infinity];
  for (let f = 0; f < ads.length; f += 1) {
    if (first !== ANY && f !== first) continue;
    for (let l = 0; l < ads.length; l += 1) {
      if ((last !== ANY && l !== last) || (f === l && ads.length > 1)) continue;
      const extra = ads[f]!.firstExtra + ads[l]!.lastExtra;
      if (extra <= most || (after !== null && !comesAfter(f, l, extra, after))) continue;
      [bestFirst, bestLast, most] = [f, l, extra];
    }
  }
  return bestFirst === ANY ? null : { first: bestFirst, last: bestLast, extra: most };
}

const comesAfter = (first: number, last: number, extra: number, after: Ends): boolean =>
  extra !== after.extra ? extra < after.extra : first !== after.first ? first > after.first : last > after.last;

const byWorth = (a: PodItem, b: PodItem): number => b.worth - a.worth || (a.candidate.id < b.candidate.id ? -1 : 1);
