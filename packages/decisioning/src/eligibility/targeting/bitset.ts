/** A set of row numbers, 32 to a word. */
export type Bitset = Uint32Array;

export const createBitset = (rows: number): Bitset => new Uint32Array((rows + 31) >>> 5);

export function addBit(set: Bitset, row: number): void {
  set[row >>> 5] = (set[row >>> 5] ?? 0) | (1 << (row & 31));
}

export function removeBit(set: Bitset, row: number): void {
  set[row >>> 5] = (set[row >>> 5] ?? 0) & ~(1 << (row & 31));
}

export function hasBit(set: Bitset, row: number): boolean {
  return ((set[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

/** Leaves in `set` what is in `other` too. */
export function keepOnly(set: Bitset, other: Bitset): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] as number) & (other[word] as number);
}

export function addAll(set: Bitset, other: Bitset): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] as number) | (other[word] as number);
}

export function removeAll(set: Bitset, other: Bitset): void {
  for (let word = 0; word < set.length; word += 1) set[word] = (set[word] as number) & ~(other[word] as number);
}

/** Calls with each row that is in the set, from the smallest. */
export function eachBit(set: Bitset, visit: (row: number) => void): void {
  for (let word = 0; word < set.length; word += 1) {
    let left = set[word] as number;
    while (left !== 0) {
      const lowest = left & -left;
      visit((word << 5) + (31 - Math.clz32(lowest)));
      left ^= lowest;
    }
  }
}
