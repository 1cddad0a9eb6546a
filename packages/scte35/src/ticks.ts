import { readWord, type Bytes } from './bytes.js';

/** A 90 kHz time of 33 bits, whose first is the last of `flags`, the byte just read. */
export function readTicks(from: Bytes, flags: number): number {
  return (flags & 1) * 2 ** 32 + readWord(from);
}
