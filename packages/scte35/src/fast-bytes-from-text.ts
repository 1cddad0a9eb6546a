import type { Bytes } from './bytes.js';
import { BASE64 } from './bytes-from-text.js';

const SPACE = 64;
const NOT_A_DIGIT = 65;
/** Character codes. */
const SLASH = 0x2f;
const ZERO = 0x30;
const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;

/** Values by character code; what the alphabet has beyond `base` is another spelling of its last digits. */
function digitsOf(alphabet: string, base: number): Uint8Array {
  const digits = new Uint8Array(128).fill(NOT_A_DIGIT);
  for (const space of ' \t\n\v\f\r') digits[space.charCodeAt(0)] = SPACE;
  for (let i = 0; i < alphabet.length; i++) {
    digits[alphabet.charCodeAt(i)] = i < base ? i : i - alphabet.length + base;
  }
  return digits;
}

const BASE64_DIGITS = /* @__PURE__ */ digitsOf(BASE64 + '-_', 64);
const HEX_DIGITS = /* @__PURE__ */ digitsOf('0123456789abcdefABCDEF', 16);

/** Enough for any section. A new array for each text costs more than reading the section. */
const SCRATCH = /* @__PURE__ */ new Uint8Array(4096);

/** `bytesFromText`, some eight times as fast. The bytes are valid until the next call. */
export function fastBytesFromText(text: string): Bytes | null {
  let start = 0;
  while (BASE64_DIGITS[text.charCodeAt(start)] === SPACE) start++;
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  let end = text.length;
  if (first === SLASH || first === UNDERSCORE) {
    while (end > start && (text.charCodeAt(end - 1) === EQUALS || BASE64_DIGITS[text.charCodeAt(end - 1)] === SPACE))
      end--;
    return bytesOfDigits(text, start, end, BASE64_DIGITS, 6);
  }
  // x and X.
  const isPrefixed = first === ZERO && (second | 0x20) === 0x78;
  return bytesOfDigits(text, isPrefixed ? start + 2 : start, end, HEX_DIGITS, 4);
}

/** Digits of `width` bits each; null where one is not in the alphabet, or where a whole one is left over after the last byte. */
function bytesOfDigits(text: string, start: number, end: number, values: Uint8Array, width: number): Bytes | null {
  const bytes = end > SCRATCH.length ? new Uint8Array(end) : SCRATCH;
  let size = 0;
  let bits = 0;
  let count = 0;
  let at = start;
  if (width === 6) {
    // Four digits at once, as long as they are digits.
    for (; at + 3 < end; at += 4) {
      const a = values[text.charCodeAt(at)] as number;
      const b = values[text.charCodeAt(at + 1)] as number;
      const c = values[text.charCodeAt(at + 2)] as number;
      const d = values[text.charCodeAt(at + 3)] as number;
      if (!(a < SPACE && b < SPACE && c < SPACE && d < SPACE)) break;
      bytes[size] = (a << 2) | (b >> 4);
      bytes[size + 1] = (b << 4) | (c >> 2);
      bytes[size + 2] = (c << 6) | d;
      size += 3;
    }
  }
  for (; at < end; at++) {
    const digit = values[text.charCodeAt(at)] as number;
    if (digit < SPACE) {
      bits = (bits << width) | digit;
      count += width;
      if (count > 7) {
        count -= 8;
        bytes[size++] = bits >> count;
      }
    } else if (digit !== SPACE) return null;
  }
  return count < width ? { bytes, at: 0, end: size } : null;
}
