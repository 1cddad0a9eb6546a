import { isBumper, type PodCandidate, type PodRules } from './pod-candidate.js';

type Names = Map<string, number>;

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

  clear(): void {
    this.size = 0;
    for (const names of [this.#films, this.#advertisers, this.#categories, this.#places, this.#limits]) names.clear();
  }

  /** Adds to `keys` what no other in the pod may have. */
  exclusiveOf(candidate: PodCandidate, { separation }: PodRules, keys: number[]): void {
    const { films, advertisers, categories, position, fixed } = candidate;
    this.#add(keys, films, this.#films);
    if (position !== 'any') this.#addOne(keys, position, this.#places);
    if (isBumper(candidate)) return;
    if (separation.advertiser === 'pod') this.#add(keys, advertisers, this.#advertisers);
    if (separation.category === 'pod') this.#add(keys, categories, this.#categories);
    if (fixed?.slot != null) this.#addOne(keys, String(fixed.slot), this.#places);
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
    const number = known.get(name) ?? this.size;
    if (number === this.size) {
      known.set(name, number);
      this.size += 1;
    }
    return number;
  }
}
