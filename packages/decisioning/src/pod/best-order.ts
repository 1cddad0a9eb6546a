import { MAX_POD_ADS } from './pod-candidate.js';
import { PodOrderer, type OrderRules } from './order-pod.js';
import type { PodItem, PodProblem } from './pod-problem.js';
import { compareWorth } from './pod-worth.js';

interface Ends {
  readonly first: number;
  readonly last: number;
  readonly worth: readonly number[];
}

/** The order of a given set of items that is worth most, bumpers at the ends. Its memory is kept. */
export class BestOrder {
  /** In order, after `find` was true. */
  items: readonly PodItem[] = [];
  /** Of each rank, places counted. */
  worth: readonly number[] = [];
  readonly #orderer = new PodOrderer();
  readonly #apart = new Int32Array(MAX_POD_ADS);
  readonly #slots = new Int32Array(MAX_POD_ADS);

  /**
   * Of orders that the rules allow, the best that is better than `best`.
   * @param plain what the set is worth, places not counted
   * @returns false where there is none
   */
  find(set: readonly PodItem[], plain: ArrayLike<number>, best: ArrayLike<number>, problem: PodProblem): boolean {
    const ads = set.filter((item) => item.ads > 0).sort(byWorth);
    const rules = this.#rulesFor(ads, problem);
    const first = ads.findIndex(({ candidate }) => candidate.position === 'first');
    const last = ads.findIndex(({ candidate }) => candidate.position === 'last');
    if (!this.#orderer.find(rules, first, last)) return false;
    for (const ends of problem.hasPremium
      ? endsOf(ads, plain, first, last)
      : [{ first, last, worth: [...toList(plain)] }]) {
      if (compareWorth(ends.worth, toList(best)) <= 0) return false;
      if (!this.#orderer.find(rules, ends.first, ends.last)) continue;
      this.worth = ends.worth;
      this.items = this.#inOrder(set, ads);
      return true;
    }
    return false;
  }

  /** Whether there is any order at all. */
  exists(set: readonly PodItem[], problem: PodProblem): boolean {
    const ads = set.filter((item) => item.ads > 0);
    const first = ads.findIndex(({ candidate }) => candidate.position === 'first');
    const last = ads.findIndex(({ candidate }) => candidate.position === 'last');
    return this.#orderer.find(this.#rulesFor(ads, problem), first, last);
  }

  #rulesFor(ads: readonly PodItem[], { maxAds }: PodProblem): OrderRules {
    let hasApart = false;
    let hasSlots = false;
    ads.forEach((ad, at) => {
      let apart = 0;
      ads.forEach((other, place) => {
        if (place !== at && ad.adjacent.some((key) => other.adjacent.includes(key))) apart |= 1 << place;
      });
      this.#apart[at] = apart;
      this.#slots[at] = ad.candidate.fixed?.slot ?? 0;
      hasApart ||= apart !== 0;
      hasSlots ||= this.#slots[at] !== 0;
    });
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

/** Which ads may be the first and the last, and what the whole is worth then: the best first. */
function endsOf(ads: readonly PodItem[], plain: ArrayLike<number>, first: number, last: number): readonly Ends[] {
  const all: Ends[] = [];
  ads.forEach((opening, f) => {
    ads.forEach((closing, l) => {
      if ((first !== -1 && f !== first) || (last !== -1 && l !== last) || (f === l && ads.length > 1)) return;
      const worth = toList(plain);
      const rank = worth.length - 1;
      worth[rank] = (worth[rank] ?? 0) + opening.firstExtra + closing.lastExtra;
      all.push({ first: f, last: l, worth });
    });
  });
  return all.sort((a, b) => compareWorth(b.worth, a.worth) || a.first - b.first || a.last - b.last);
}

const toList = (worth: ArrayLike<number>): number[] => Array.from(worth);

const byWorth = (a: PodItem, b: PodItem): number => b.worth - a.worth || (a.candidate.id < b.candidate.id ? -1 : 1);
