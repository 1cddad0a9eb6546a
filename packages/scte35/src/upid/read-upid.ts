import { readEidr } from './eidr.js';
import { splitMid } from './split-mid.js';
import { textOfHex } from './text-upid.js';
import { isTextUpid, upidTypeName } from './upid-types.js';

/** One segmentation_upid() as people write it (SCTE 35 §10.3.3.1). */
export interface Upid {
  readonly type: number;
  readonly name: string;
  /** All its bytes, lower case. */
  readonly hex: string;
  /** null: the bytes have no readable form, or not the one of their type. */
  readonly text: string | null;
  /** Only of a MID (0x0D). */
  readonly members?: readonly Upid[];
  /** Only of ADS information and SCR: `type=LA&dur=60000` as pairs; values in ms. */
  readonly pairs?: readonly (readonly [key: string, value: string])[];
  /** Only of an MPU (0x0C). */
  readonly formatIdentifier?: string;
  readonly privateData?: string;
  /** Only of an ATSC content identifier (0x0B). `endOfDay` is an hour, `uniqueFor` days. */
  readonly atsc?: {
    readonly tsid: number;
    readonly endOfDay: number;
    readonly uniqueFor: number;
    readonly contentId: string;
  };
}

/** Reads the bytes of a `segmentationUpid` of a decoded section. Never throws: what does not fit its type has `text` null. */
export function readUpid(type: number, hex: string): Upid {
  const head = { type, name: upidTypeName(type), hex };
  switch (type) {
    case 0x0b:
      return { ...head, ...readAtsc(hex) };
    case 0x0c:
      return { ...head, ...readMpu(hex) };
    case 0x0d: {
      const members = splitMid(hex)?.map((member) => readUpid(member.type, member.hex));
      const text = members?.map((member) => member.text ?? member.hex).join(' | ') ?? null;
      return members ? { ...head, text, members } : { ...head, text };
    }
    case 0x0e:
    case 0x11: {
      const text = textOf(type, hex);
      const pairs = (text ?? '').split('&').flatMap((pair) => {
        const [key = '', ...value] = pair.split('=');
        return key && value.length > 0 ? [[key, value.join('=')] as const] : [];
      });
      return pairs.length > 0 ? { ...head, text, pairs } : { ...head, text };
    }
    default:
      return { ...head, text: textOf(type, hex) };
  }
}

function textOf(type: number, hex: string): string | null {
  const upper = hex.toUpperCase();
  if (isTextUpid(type)) return printable(textOfHex(hex));
  if (type === 0x04) return hex.length === 64 ? upper.replace(/.{8}(?=.)/g, '$&.') : null;
  if (type === 0x05) return hex.length === 16 ? upper.replace(/.{4}(?=.)/g, '$&-') : null;
  if (type === 0x06) return hex.length === 24 ? upper.replace(/.{4}(?=.)/g, '$&-') : null;
  if (type === 0x08) return hex.length === 16 ? `0x${upper.replace(/^0+(?=.)/, '')}` : null;
  if (type === 0x0a) return readEidr(hex);
  if (type === 0x10) return hex.length === 32 ? hex.replace(/^(.{8})(....)(....)(....)/, '$1-$2-$3-$4-') : null;
  return null;
}

function printable(text: string): string | null {
  return /^[^\u0000-\u001f\u007f-\u009f]+$/.test(text) ? text : null;
}

/** TSID 16, reserved 2, end_of_day 5, unique_for 9 bits, content_id (ATSC A/57). */
function readAtsc(hex: string): Pick<Upid, 'text' | 'atsc'> {
  if (hex.length < 8) return { text: null };
  const bits = parseInt(hex.slice(4, 8), 16);
  const contentId = hex.slice(8);
  const tsid = parseInt(hex.slice(0, 4), 16);
  const atsc = { tsid, endOfDay: (bits >> 9) & 31, uniqueFor: bits & 511, contentId };
  return { text: `${tsid}/${printable(textOfHex(contentId)) ?? contentId}`, atsc };
}

/** format_identifier 32 bits, private_data. */
function readMpu(hex: string): Pick<Upid, 'text' | 'formatIdentifier' | 'privateData'> {
  if (hex.length < 8) return { text: null };
  const formatIdentifier = textOfHex(hex.slice(0, 8));
  return { text: printable(textOfHex(hex)), formatIdentifier, privateData: hex.slice(8) };
}
