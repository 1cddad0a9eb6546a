import { isBumper, MAX_POD_ADS, type PodCandidate, type PodRules, type PodSkipReason } from './pod-candidate.js';

/** `solving`: of which solving the number is. */
type Names = Map<string, { solving: number; number: number }>;

/** Names are kept from one solving to the next, since the same candidates come again: to forget all each time costs more than to know them. */
const NAMES_KEPT = 50_000;

/**
 * What candidates have in common, as small numbers. Of those with an exclusive key only one is in a pod; limits say how many;
 * neighbours with the same adjacent key are kept apart. A number means one thing only, in one solving.
 */
export class PodKeys {
  /** How many numbers are given out. */
  size = 0;
  readonly #films: Names = new Map();
  readonly #advertisers: Names = new Map();
  readonly #categories: Names = new Map();
  readonly #places: Names = new Map();
  readonly #limits: Names = new Map();

  readonly #reasons: PodSkipReason[] = [];
  #solving = 0;

  /** Before each solving. */
  clear(): void {
    this.size = 0;
    this.#solving += 1;
    for (const names of [this.#films, this.#advertisers, this.#categories, this.#places, this.#limits])
      if (names.size > NAMES_KEPT) names.clear();
  }

  /** Why one is not in the pod that has this key too. */
  reasonOf(key: number): PodSkipReason {
    return this.#reasons[key] ?? 'worth-less';
  }

  /** Adds to `keys` what no other in the pod may have. */
  exclusiveOf(candidate: PodCandidate, rules: PodRules, keys: number[]): void {
    const { films, advertisers, categories, position } = candidate;
    const { separation } = rules;
    this.#add(keys, films, this.#films);
    if (position !== 'any') this.#addOne(keys, position, this.#places);
    if (isBumper(candidate)) return;
    if (separation.advertiser === 'pod') this.#add(keys, advertisers, this.#advertisers);
    if (separation.category === 'pod') this.#add(keys, categories, this.#categories);
    const [from, to] = placesOf(candidate, Math.min(rules.maxAds, MAX_POD_ADS));
    for (let place = from; place <= to; place += 1) this.#addOne(keys, String(place), this.#places);
  }

  /** A key of two that are in each other's way for a reason of their own. */
  add(reason: PodSkipReason): number {
    this.#reasons[this.size] = reason;
    this.size += 1;
    return this.size - 1;
  }

  adjacentOf(candidate: PodCandidate, { separation }: PodRules, keys: number[]): void {
    if (isBumper(candidate)) return;
    if (separation.advertiser === 'adjacent') this.#add(keys, candidate.advertisers, this.#advertisers);
    if (separation.category === 'adjacent') this.#add(keys, candidate.categories, this.#categories);
  }

  /** Adds pairs of a key and its limit. */
  limitsOf({ limits }: PodCandidate, pairs: number[]): void {
    const from = pairs.length;
    for (const { key, limit } of limits) {
      const number = this.#numberOf(key, this.#limits);
      let at = from;
      while (at < pairs.length && pairs[at] !== number) at += 2;
      if (at === pairs.length) pairs.push(number, Math.floor(limit));
      else pairs[at + 1] = Math.min(pairs[at + 1] ?? limit, Math.floor(limit));
    }
  }

  #add(keys: number[], names: readonly string[], known: Names): void {
    for (const name of names) this.#addOne(keys, name, known);
  }

  #addOne(keys: number[], name: string, known: Names): void {
    const number = this.#numberOf(name, known);
    // The lists are short: a set would cost more.
    if (!keys.includes(number)) keys.push(number);
  }

  #numberOf(name: string, known: Names): number {
    const entry = known.get(name);
    if (entry?.solving === this.#solving) return entry.number;
    const number = this.add(this.#reasonFor(known));
    if (entry === undefined) known.set(name, { solving: this.#solving, number });
    else [entry.solving, entry.number] = [this.#solving, number];
    return number;
  }

  #reasonFor(known: Names): PodSkipReason {
    if (known === this.#films) return 'same-film';
    if (known === this.#advertisers) return 'advertiser-apart';
    if (known === this.#categories) return 'category-apart';
    return known === this.#places ? 'position-taken' : 'limit-reached';
  }
}

/** Places that no other fixed ad can have, from and to: its own, all before if it is the first, all behind if it is the last. */
function placesOf({ position, fixed }: PodCandidate, places: number): readonly [number, number] {
  const slot = fixed?.slot ?? null;
  if (position === 'first') return [1, slot ?? 1];
  if (position === 'last') return [slot ?? places, places];
  return slot === null ? [1, 0] : [slot, slot];
}
