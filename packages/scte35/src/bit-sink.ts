/** Bits being written, most significant first. */
export interface BitSink {
  readonly bytes: number[];
  /** Bits of the last byte that are still free, 0 to 7. */
  free: number;
}

export function createBitSink(): BitSink {
  return { bytes: [], free: 0 };
}

/** Appends `value` in `count` bits. Throws a RangeError that names the field where it does not fit. */
export function writeBits(to: BitSink, name: string, value: number, count: number): void {
  const top = 2 ** count - 1;
  if (!Number.isInteger(value) || value < 0 || value > top) {
    throw new RangeError(`Cannot encode ${name}: it is ${String(value)}, expected an integer from 0 to ${top}`);
  }
  for (let bit = count - 1; bit >= 0; bit--) {
    if (to.free === 0) {
      to.bytes.push(0);
      to.free = 8;
    }
    to.free--;
    if (Math.floor(value / 2 ** bit) % 2 === 1) {
      const last = to.bytes.length - 1;
      to.bytes[last] = (to.bytes[last] ?? 0) | (1 << to.free);
    }
  }
}

export function writeFlag(to: BitSink, value: boolean): void {
  writeBits(to, 'flag', value ? 1 : 0, 1);
}

/** The lowest `count` of the bits that were kept, or ones (SCTE 35 §4). */
export function writeReserved(to: BitSink, count: number, bits = -1): void {
  writeBits(to, 'reserved bits', bits & (2 ** count - 1), count);
}

/** Appends whole bytes given as hex. */
export function writeHex(to: BitSink, name: string, hex: string): void {
  if (!/^([\da-f]{2})*$/i.test(hex)) {
    throw new RangeError(`Cannot encode ${name}: it is "${hex}", expected pairs of hex digits`);
  }
  for (let i = 0; i < hex.length; i += 2) to.bytes.push(parseInt(hex.slice(i, i + 2), 16));
}

/** Appends one byte a character. */
export function writeLatin1(to: BitSink, name: string, text: string): void {
  for (let i = 0; i < text.length; i++) writeBits(to, name, text.charCodeAt(i), 8);
}

/** Appends what another sink holds. Both must end on a whole byte. */
export function appendBytes(to: BitSink, bytes: ArrayLike<number>): void {
  for (let i = 0; i < bytes.length; i++) to.bytes.push(bytes[i] ?? 0);
}
