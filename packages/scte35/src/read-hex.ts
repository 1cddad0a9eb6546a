import { bytesLeft, readBits, type Bits } from './bits.js';

/** Next whole bytes as lower-case hex; all that are left where no number is given. */
export function readHex(from: Bits, byteCount = bytesLeft(from)): string {
  let hex = '';
  while (hex.length < byteCount * 2) hex += (readBits(from, 8) + 256).toString(16).slice(1);
  return hex;
}
