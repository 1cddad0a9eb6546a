/** Bytes still to be read: from `at` up to `end`. A structure's own length narrows `end`, so that it never reads into its neighbour. */
export interface Bytes {
  readonly bytes: ArrayLike<number>;
  at: number;
  end: number;
}

/** Moves over `count` bytes and gives where they start. Throws a RangeError where they are cut short. */
export function skip(from: Bytes, count: number): number {
  const start = from.at;
  if (start + count > from.end) {
    throw new RangeError(`it ends at byte ${from.end}, expected ${count} bytes from ${start}`);
  }
  from.at = start + count;
  return start;
}

/** Most significant byte first (the standard's `uimsbf`), up to 6 bytes. */
export function readUint(from: Bytes, count: number): number {
  let value = 0;
  for (let at = skip(from, count); at < from.at; at++) value = value * 256 + (from.bytes[at] as number);
  return value;
}

/** 32 bits, as most fields have. */
export function readWord(from: Bytes): number {
  const at = skip(from, 4);
  const { bytes } = from;
  const high = ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16);
  return (high | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0;
}

export function readByte(from: Bytes): number {
  // The commonest of all, so not by way of the others.
  return from.at < from.end ? (from.bytes[from.at++] as number) : readUint(from, 1);
}

const HEX = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1));

/** Lower-case hex of the next bytes; of all that are left where no number is given. */
export function readHex(from: Bytes, count = from.end - from.at): string {
  let hex = '';
  for (let at = skip(from, count); at < from.at; at++) hex += HEX[from.bytes[at] as number] as string;
  return hex;
}

/** One character a byte. */
export function readLatin1(from: Bytes, count: number): string {
  let text = '';
  for (let at = skip(from, count); at < from.at; at++) text += String.fromCharCode(from.bytes[at] as number);
  return text;
}

/** A loop with its count of 8 bits before it. */
export function readLoop<One>(from: Bytes, count: number, readOne: (from: Bytes) => One): One[] {
  const all: One[] = [];
  while (all.length < count) all.push(readOne(from));
  return all;
}

/** Narrows to the next `length` bytes; what it gives goes to `leave`. Throws a RangeError where they are cut short. */
export function enter(from: Bytes, length: number): number {
  const { end } = from;
  const start = skip(from, length);
  from.end = from.at;
  from.at = start;
  return end;
}

/** Goes on after the bytes that were entered, whether or not all were read. */
export function leave(from: Bytes, end: number): void {
  from.at = from.end;
  from.end = end;
}
