import { takeBits, type Bits } from './bits.js';
import { toHex } from './text-bytes.js';

/** Next whole bytes as lower-case hex. */
export function readHex(from: Bits, byteCount: number): string {
  const { bytes, at, end } = takeBits(from, byteCount);
  return toHex(bytes.subarray(at / 8, end / 8));
}
