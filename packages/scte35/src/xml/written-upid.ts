import { hexOfBase64 } from '../upid/hex-of-base64.js';
import { isTextUpid } from '../upid/upid-types.js';
import { writeUpid } from '../upid/write-upid.js';

/** Lengths of UPIDs that are text of one length. */
const TEXT_BYTES: Readonly<Record<number, number>> = { 0x02: 8, 0x03: 12, 0x07: 12 };
/** Airings are written without their zeros. */
const AIRING = 0x08;

/**
 * The bytes of a `SegmentationUpid` as lower-case hex (SCTE 35 §11), in its `segmentationUpidFormat` or, as many leave that out, in
 * what its type and its length say. null: it is to be base64 and is none.
 */
export function hexOfWrittenUpid(type: number, written: string, format = ''): string | null {
  const value = written.trim();
  const kind = format.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (kind === 'text') return writeUpid(type, value);
  if (kind === 'base64') return hexOfBase64(value);
  const digits = value.replace(/^0x/i, '').replace(/\s/g, '').toLowerCase();
  const isHex = /^([\da-f]{2})*$/.test(digits) && (/^hex/.test(kind) || looksLikeHex(type, value, digits));
  return isHex ? digits : writeUpid(type, value);
}

/** Without a format: bytes that are no text go as hex; text goes as hex where its length says so. */
function looksLikeHex(type: number, value: string, digits: string): boolean {
  if (!isTextUpid(type)) return type !== AIRING;
  const size = TEXT_BYTES[type];
  if (size !== undefined) return value.length !== size && digits.length === size * 2;
  return digits.length >= 8 && /^(?:[2-6][\da-f]|7[\da-e])+$/.test(digits);
}
