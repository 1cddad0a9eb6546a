/** Bits that are still to be read, most significant first (the standard's `uimsbf`), as a text of `0` and `1`: a section is short. */
export interface Bits {
  rest: string;
}

export function bitsOfBytes(bytes: ArrayLike<number>): string {
  let bits = '';
  for (let i = 0; i < bytes.length; i++) bits += ((bytes[i] ?? 0) + 256).toString(2).slice(1);
  return bits;
}

/** Next whole bytes as bits of their own: a structure never reads into its neighbour. Throws a RangeError where they are cut short. */
export function takeBytes(from: Bits, byteCount: number): Bits {
  return { rest: take(from, byteCount * 8) };
}

/** Next fields of the given widths as numbers, each up to 53 bits. Throws a RangeError where one is cut short. */
export function readFields<const Widths extends readonly number[]>(
  from: Bits,
  ...widths: Widths
): { readonly [At in keyof Widths]: number } {
  return widths.map((width) => parseInt(take(from, width), 2)) as never;
}

/** A loop with its count of 8 bits before it. */
export function readLoop<One>(from: Bits, readOne: () => One): One[] {
  const [count] = readFields(from, 8);
  return Array.from({ length: count }, readOne);
}

/** Next whole bytes as lower-case hex; all that are left where no number is given. */
export function readHex(from: Bits, byteCount = from.rest.length >> 3): string {
  return take(from, byteCount * 8).replace(/.{4}/g, (digit) => parseInt(digit, 2).toString(16));
}

function take(from: Bits, count: number): string {
  const { rest } = from;
  if (rest.length < count) throw new RangeError(`it ends ${rest.length} bits on, expected ${count}`);
  from.rest = rest.slice(count);
  return rest.slice(0, count);
}
