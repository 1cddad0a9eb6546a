/** A memory of bounded size: what was not used for longest is forgotten first. */
export class RecentMap<V> {
  readonly #entries = new Map<string, V>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: V): void {
    this.#entries.delete(key); // a Map keeps the order in which keys came
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#max) return;
    for (const oldest of this.#entries.keys()) return void this.#entries.delete(oldest);
  }

  get size(): number {
    return this.#entries.size;
  }
}
