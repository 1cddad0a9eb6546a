/** What is kept of one text: a kind from 1 to 255, and two times. */
export interface Marked {
  readonly kind: number;
  readonly untilMs: number;
  readonly otherMs: number;
}

const FIRST_SLOTS = 1024;
/** Fuller than this, and to find a place takes several looks. */
const FULLEST = 0.6;

/**
 * A table by 64 bits of a text (`halves64`) in arrays of numbers, 25 bytes a place: a Map of a million texts and objects is two hundred bytes each,
 * and all of them are walked over whenever garbage is collected. Open addressing; grows twofold; nothing is deleted but everything.
 */
export class MarkTable {
  #halves = new Uint32Array(2 * FIRST_SLOTS);
  /** 0: the place is free. */
  #kinds = new Uint8Array(FIRST_SLOTS);
  #times = new Float64Array(2 * FIRST_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(high: number, low: number): Marked | undefined {
    const at = this.#find(high, low);
    const kind = this.#kinds[at]!;
    return kind === 0 ? undefined : { kind, untilMs: this.#times[2 * at]!, otherMs: this.#times[2 * at + 1]! };
  }

  set(high: number, low: number, { kind, untilMs, otherMs }: Marked): void {
    if (this.#size >= this.#kinds.length * FULLEST) this.#grow();
    const at = this.#find(high, low);
    if (this.#kinds[at] === 0) this.#size += 1;
    this.#halves[2 * at] = high;
    this.#halves[2 * at + 1] = low;
    this.#kinds[at] = kind;
    this.#times[2 * at] = untilMs;
    this.#times[2 * at + 1] = otherMs;
  }

  /** Its places stay: it will be as full again. */
  clear(): void {
    this.#kinds.fill(0);
    this.#size = 0;
  }

  /** Its place, or the free one where it would be. */
  #find(high: number, low: number): number {
    const last = this.#kinds.length - 1;
    let at = low & last;
    while (this.#kinds[at] !== 0 && (this.#halves[2 * at] !== high || this.#halves[2 * at + 1] !== low))
      at = (at + 1) & last;
    return at;
  }

  #grow(): void {
    const [halves, kinds, times] = [this.#halves, this.#kinds, this.#times];
    this.#halves = new Uint32Array(2 * halves.length);
    this.#kinds = new Uint8Array(2 * kinds.length);
    this.#times = new Float64Array(2 * times.length);
    for (let from = 0; from < kinds.length; from += 1) {
      if (kinds[from] === 0) continue;
      const at = this.#find(halves[2 * from]!, halves[2 * from + 1]!);
      this.#halves.set(halves.subarray(2 * from, 2 * from + 2), 2 * at);
      this.#kinds[at] = kinds[from]!;
      this.#times.set(times.subarray(2 * from, 2 * from + 2), 2 * at);
    }
  }
}
