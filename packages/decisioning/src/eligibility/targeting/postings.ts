import { addAll, addBit, createBitset, removeAll, removeBit, type Bitset } from './bitset.js';

/** The rows that name one value: as a bitset where they are many, as a list where a bitset would be mostly empty. */
export type Postings = { readonly dense: Bitset } | { readonly sparse: Uint32Array };

export function toPostings(rows: readonly number[], rowCount: number): Postings {
  const words = (rowCount + 31) >>> 5;
  if (rows.length < words) return { sparse: Uint32Array.from(rows) };
  const dense = createBitset(rowCount);
  for (const row of rows) addBit(dense, row);
  return { dense };
}

export function addPostings(set: Bitset, postings: Postings): void {
  if ('dense' in postings) return addAll(set, postings.dense);
  for (let at = 0; at < postings.sparse.length; at += 1) addBit(set, postings.sparse[at] as number);
}

export function removePostings(set: Bitset, postings: Postings): void {
  if ('dense' in postings) return removeAll(set, postings.dense);
  for (let at = 0; at < postings.sparse.length; at += 1) removeBit(set, postings.sparse[at] as number);
}
