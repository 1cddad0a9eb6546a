/**
 * A memory of bounded size: holds the last `max / 2` keys that were set or found for sure, and `max` at most. Two generations, since a
 * Map whose oldest keys are deleted one by one walks over their graves each time it is asked for the oldest.
 */
export class RecentMap<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  readonly #half: number;

  constructor(max: number) {
    this.#half = Math.max(1, max >> 1);
  }

  get(key: string): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  /** All there are, so that setting them in this order makes the same memory. */
  *entries(): Iterable<readonly [string, V]> {
    const [old, young] = [this.#old, this.#young]; // what is set meanwhile may begin a new generation
    yield* old;
    yield* young;
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }
}
