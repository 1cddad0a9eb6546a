import { splitMid } from '../upid/split-mid.js';
import { hexOfText, textOfHex } from '../upid/text-upid.js';
import { isTextUpid } from '../upid/upid-types.js';
import { node, type XmlNode } from './write-xml.js';

/** `<SegmentationUpid>` elements: one, or one for each of a MID's. Text where it comes back as the same bytes, else hex. */
export function upidToXml(type: number, hex: string): readonly XmlNode[] {
  if (type === 0 && hex === '') return [];
  const members = type === 0x0d ? splitMid(hex) : null;
  // A MID of one would come back as that one.
  if (members && members.length > 1) return members.map((member) => oneToXml(member.type, member.hex));
  return [oneToXml(type, hex)];
}

function oneToXml(segmentationUpidType: number, hex: string): XmlNode {
  const text = textOfHex(hex);
  if (isTextUpid(segmentationUpidType) && isPlain(text) && hexOfText(text) === hex) {
    return node('SegmentationUpid', { segmentationUpidType, segmentationUpidFormat: 'text' }, text);
  }
  const attributes = { segmentationUpidType, segmentationUpidFormat: 'hexbinary' };
  const isMpu = segmentationUpidType === 0x0c && hex.length >= 8 && hex.slice(8, 16) !== hex.slice(0, 8);
  return isMpu
    ? node('SegmentationUpid', { ...attributes, formatIdentifier: parseInt(hex.slice(0, 8), 16) }, hex.slice(8))
    : node('SegmentationUpid', attributes, hex);
}

/** No control characters, and no spaces at its ends, which readers of XML drop. */
function isPlain(text: string): boolean {
  return /^[^\u0000-\u001f\u007f-\u009f\ufffe\uffff]*$/.test(text) && text === text.trim();
}
