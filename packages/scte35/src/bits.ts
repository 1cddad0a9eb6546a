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

/** The next bits without reading past the end of `from`: a structure never reads into its neighbour. */
export function takeBits(from: Bits, byteCount: number): Bits {
  need(from, byteCount * 8);
  const start = from.at / 8;
  from.at += byteCount * 8;
  return bitsOf(from.bytes, start, start + byteCount);
}

/** Next `count` bits as a number; up to 53, by multiplication, since 33 and 40 bit fields do not fit bit operators. */
export function readBits(from: Bits, count: number): number {
  need(from, count);
  let value = 0;
  for (let left = count; left > 0;) {
    const room = 8 - (from.at & 7);
    const taken = Math.min(room, left);
    const byte = from.bytes[from.at >> 3] ?? 0;
    value = value * (1 << taken) + ((byte >> (room - taken)) & ((1 << taken) - 1));
    from.at += taken;
    left -= taken;
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

function need(from: Bits, count: number): void {
  if (from.at + count > from.end) {
    throw new RangeError(`${(from.end - from.at) / 8} bytes are left at byte ${from.at >> 3}, expected ${count / 8}`);
  }
}
