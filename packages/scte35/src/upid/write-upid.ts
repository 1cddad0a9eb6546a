import { writeEidr } from './eidr.js';
import { hexOfText } from './text-upid.js';
import { isTextUpid } from './upid-types.js';

/** Fixed lengths in bytes of types that are written as hex with dots or dashes: UMID, both ISANs, TI, UUID. */
const HEX_BYTES: Readonly<Record<number, number>> = { 0x04: 32, 0x05: 8, 0x06: 12, 0x08: 8, 0x10: 16 };

/** The bytes of a readable UPID as hex, as `readUpid` gives it; text of any other type goes as UTF-8. */
export function writeUpid(type: number, text: string): string {
  const size = HEX_BYTES[type];
  if (type === 0x0a) return writeEidr(text) ?? hexOfText(text);
  if (size === undefined || isTextUpid(type)) return hexOfText(text);
  const digits = text.replace(/^0x/i, '').replace(/[.-]/g, '').toLowerCase();
  const isShort = type === 0x08 ? digits.length <= size * 2 : digits.length === size * 2;
  return isShort && /^[\da-f]+$/.test(digits) ? digits.padStart(size * 2, '0') : hexOfText(text);
}
