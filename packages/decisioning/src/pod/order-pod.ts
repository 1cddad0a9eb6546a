import { MAX_POD_ADS } from './pod-candidate.js';

/** What the order of a pod's ads must be like; ads are numbers from 0, masks have a bit for each. */
export interface OrderRules {
  readonly ads: number;
  readonly places: number;
  /** For each ad, those that must not be beside it. */
  readonly apart: ArrayLike<number>;
  /** For each ad, its own place from 1; 0: any. */
  readonly slots: ArrayLike<number>;
  readonly hasApart: boolean;
  readonly hasSlots: boolean;
}

const FREE = -1;
/** The clock is asked once in so many sets of ads: some tens of microseconds. */
const SETS_PER_LOOK = 128;
const UNREACHED = 255;

/**
 * Finds an order exactly, by dynamic programming over subsets: for each set of ads shown and each last of them, the earliest
 * place in which it can stand. Earlier is never worse, so one number is enough. Its memory is kept.
 */
export class PodOrderer {
  readonly order = new Int8Array(MAX_POD_ADS);
  /** It ended because of the time: there may be an order all the same. */
  wasCut = false;
  readonly #place = new Uint8Array(MAX_POD_ADS << MAX_POD_ADS);
  readonly #before = new Int8Array(MAX_POD_ADS << MAX_POD_ADS);

  /** Writes into `order`. @param first, last which ad must be there; -1: any. @returns false where there is no such order, or no time */
  find(rules: OrderRules, first: number = FREE, last: number = FREE, isLate = inTime): boolean {
    this.wasCut = false;
    if (first === last && first !== FREE && rules.ads > 1) return false;
    if (!rules.hasApart && !rules.hasSlots) return this.#inTurn(rules.ads, first, last);
    if (this.#atOnce(rules, first, last)) return true;
    const ads = rules.ads;
    const all = (1 << ads) - 1;
    const place = this.#place;
    place.fill(UNREACHED, 0, ads << ads);
    for (let ad = 0; ad < ads; ad += 1) {
      if ((first !== FREE && ad !== first) || (ad === last && ads > 1)) continue;
      const at = placeAfter(0, rules.slots[ad] ?? 0, rules.places);
      if (at !== UNREACHED) this.#set((1 << ad) * ads + ad, at, FREE);
    }
    for (let shown = 1; shown < all; shown += 1) {
      if (shown % SETS_PER_LOOK === 0 && isLate()) {
        this.wasCut = true;
        return false;
      }
      for (let left = shown; left !== 0; left &= left - 1) {
        const before = 31 - Math.clz32(left & -left);
        const at = place[shown * ads + before] ?? UNREACHED;
        if (at !== UNREACHED) this.#extend(rules, shown, before, at, last);
      }
    }
    return this.#trace(ads, all);
  }

  #extend(rules: OrderRules, shown: number, before: number, at: number, last: number): void {
    const { ads } = rules;
    const all = (1 << ads) - 1;
    const barred = shown | (rules.apart[before] ?? 0);
    for (let left = all & ~barred; left !== 0; left &= left - 1) {
      const ad = 31 - Math.clz32(left & -left);
      const then = shown | (1 << ad);
      if (last !== FREE && (ad === last) !== (then === all)) continue;
      const next = placeAfter(at, rules.slots[ad] ?? 0, rules.places);
      if (next < (this.#place[then * ads + ad] ?? 0)) this.#set(then * ads + ad, next, before);
    }
  }

  #set(at: number, place: number, before: number): void {
    this.#place[at] = place;
    this.#before[at] = before;
  }

  #trace(ads: number, all: number): boolean {
    let ad = 0;
    while (ad < ads && this.#place[all * ads + ad] === UNREACHED) ad += 1;
    if (ad === ads) return ads === 0;
    for (let shown = all, at = ads - 1; at >= 0; at -= 1) {
      this.order[at] = ad;
      const before = this.#before[shown * ads + ad] ?? FREE;
      shown &= ~(1 << ad);
      ad = before;
    }
    return true;
  }

  /** The order that comes to mind: fixed ads in their places, the others in turn, none beside what it must be apart from. */
  #atOnce(rules: OrderRules, first: number, last: number): boolean {
    const { ads, slots, apart, places } = rules;
    let shown = 0;
    let place = 0;
    let before = FREE;
    for (let at = 0; at < ads; at += 1) {
      const barred = shown | (before === FREE ? 0 : (apart[before] ?? 0));
      let next = FREE;
      for (let ad = 0; ad < ads; ad += 1) {
        if (barred & (1 << ad) || (at === 0 ? first !== FREE && ad !== first : ad === first)) continue;
        if ((ad === last) !== (at === ads - 1) && last !== FREE) continue;
        const slot = slots[ad] ?? 0;
        const isItsPlace = slot === place + 1;
        if (isItsPlace || (next === FREE && slot === 0)) next = ad;
        if (isItsPlace) break;
      }
      if (next === FREE || place === places) return false;
      this.order[at] = next;
      shown |= 1 << next;
      place += 1;
      before = next;
    }
    return true;
  }

  #inTurn(ads: number, first: number, last: number): boolean {
    let at = 0;
    if (first !== FREE) this.order[at++] = first;
    for (let ad = 0; ad < ads; ad += 1) if (ad !== first && ad !== last) this.order[at++] = ad;
    if (last !== FREE && last !== first) this.order[at] = last;
    return true;
  }
}

const inTime = (): boolean => false;

const placeAfter = (at: number, slot: number, places: number): number => {
  const next = slot > at ? slot : at + 1;
  return next > places || (slot !== 0 && next !== slot) ? UNREACHED : next;
};
