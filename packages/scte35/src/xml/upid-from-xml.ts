import { joinMid, type MidMember } from '../upid/split-mid.js';
import type { XmlElement } from './read-xml.js';
import { hexOfWrittenUpid } from './written-upid.js';
import { numberOf, numberOrNull } from './xml-values.js';

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
  const hex = hexOfWrittenUpid(type, text, attributes['segmentationUpidFormat']);
  if (hex === null) throw new RangeError(`SegmentationUpid is "${text.trim()}", expected base64`);
  return hex;
}
