import { readHex, skip, type Bytes } from './bytes.js';

/** Character codes of the two digits of each byte. */
const DIGITS = /* @__PURE__ */ digitsOfBytes();

function digitsOfBytes(): Uint8Array {
  const digits = new Uint8Array(512);
  for (let i = 0; i < 512; i++) digits[i] = '0123456789abcdef'.charCodeAt(i & 1 ? (i >> 1) & 15 : i >> 5);
  return digits;
}

/** `readHex`, twice as fast: four bytes make one string, where a string for each byte costs as much as the other four. */
export function fastHex(from: Bytes, count = from.end - from.at): string {
  const { bytes } = from;
  let at = skip(from, count);
  const rest = from.at = at + (count & ~3);
  let hex = '';
  for (; at < rest; at += 4) {
    const a = 2 * (bytes[at] as number);
    const b = 2 * (bytes[at + 1] as number);
    const c = 2 * (bytes[at + 2] as number);
    const d = 2 * (bytes[at + 3] as number);
    hex += String.fromCharCode(
      DIGITS[a] as number,
      DIGITS[a + 1] as number,
      DIGITS[b] as number,
      DIGITS[b + 1] as number,
      DIGITS[c] as number,
      DIGITS[c + 1] as number,
      DIGITS[d] as number,
      DIGITS[d + 1] as number,
    );
  }
  return count & 3 ? hex + readHex(from, count & 3) : hex;
}
