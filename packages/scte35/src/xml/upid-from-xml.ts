import { hexOfBase64 } from '../upid/hex-of-base64.js';
import { isTextUpid } from '../upid/upid-types.js';
import { writeUpid } from '../upid/write-upid.js';
import { joinMid, type MidMember } from '../upid/split-mid.js';
import type { XmlElement } from './read-xml.js';
import { numberOf, numberOrNull } from './xml-values.js';

/** Lengths of UPIDs that are text of one length. */
const TEXT_BYTES: Readonly<Record<number, number>> = { 0x02: 8, 0x03: 12, 0x07: 12 };

/** `<SegmentationUpid>` elements: none is type 0, two or more are a MID (SCTE 35 §11). */
export function upidFromXml(elements: readonly XmlElement[]): MidMember {
  const members = elements.map((element): MidMember => {
    const type = numberOf(element, 'segmentationUpidType', 0);
    const hex = bytesOf(element, type);
    return { type, hex: type === 0x0c ? withIdentifier(hex, numberOrNull(element, 'formatIdentifier')) : hex };
  });
  const [first = { type: 0, hex: '' }] = members;
  return members.length > 1 ? { type: 0x0d, hex: joinMid(members) } : first;
}

/** private_data alone, or with the format_identifier in front: both are on air. */
function withIdentifier(hex: string, identifier: number | null): string {
  if (identifier === null) return hex;
  const head = (identifier + 2 ** 32).toString(16).slice(1);
  return hex.startsWith(head) ? hex : head + hex;
}

function bytesOf({ attributes, text }: XmlElement, type: number): string {
  const value = text.trim();
  const format = (attributes['segmentationUpidFormat'] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  const digits = value.replace(/^0x/i, '').replace(/\s/g, '').toLowerCase();
  const isHex = /^([\da-f]{2})*$/.test(digits);
  if (format === 'text') return writeUpid(type, value);
  if (format === 'hexbinary' || format === 'hex') return isHex ? digits : writeUpid(type, value);
  if (format === 'base64') {
    const hex = hexOfBase64(value);
    if (hex === null) throw new RangeError(`SegmentationUpid is "${value}", expected base64`);
    return hex;
  }
  return isHex && looksLikeHex(type, value, digits) ? digits : writeUpid(type, value);
}

/** Without a format: bytes that are no text go as hex; text goes as hex where its length says so. */
function looksLikeHex(type: number, value: string, digits: string): boolean {
  if (!isTextUpid(type)) return true;
  const size = TEXT_BYTES[type];
  if (size !== undefined) return value.length !== size && digits.length === size * 2;
  return digits.length >= 8 && /^(?:[2-6][\da-f]|7[\da-e])+$/.test(digits);
}
