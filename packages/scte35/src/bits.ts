/** A place in a byte array, read bit by bit, most significant first (the standard's `uimsbf`). `at` and `end` count bits. */
export interface Bits {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
}

/** Bits over the bytes from `start` up to, not including, `end`. */
export function bitsOf(bytes: Uint8Array, start: number, end: number): Bits {
  return { bytes, at: start * 8, end: end * 8 };
}

/** The next bytes without reading past the end of `from`: a structure never reads into its neighbour. */
export function takeBits(from: Bits, byteCount: number): Bits {
  const start = from.at / 8;
  advance(from, byteCount * 8);
  return bitsOf(from.bytes, start, start + byteCount);
}

/** Next `count` bits as a number; up to 53, by multiplication, since 33 and 40 bit fields do not fit bit operators. */
export function readBits(from: Bits, count: number): number {
  let value = 0;
  for (let at = advance(from, count); at < from.at; at++) {
    value = value * 2 + (((from.bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  }
  return value;
}

/** Next bit as a flag. */
export function readFlag(from: Bits): boolean {
  return readBits(from, 1) === 1;
}

/** Whole bytes left. */
export function bytesLeft(from: Bits): number {
  return (from.end - from.at) >> 3;
}

/** Moves on by `count` bits, and says from where. */
function advance(from: Bits, count: number): number {
  const { at, end } = from;
  if (at + count > end) throw new RangeError(`it ends at byte ${end >> 3}, expected ${count} bits at byte ${at >> 3}`);
  from.at += count;
  return at;
}
