import { readSplice, type Splice } from '@cutaway/scte35';
import { readXml, type XmlElement } from './read-xml.js';
import { findElement } from './xml-attributes.js';
import { spliceFromXml } from './splice-from-xml.js';

/** True for the schemes of SCTE-35 events: those of SCTE 214, and what the field makes of them. */
export function isSpliceScheme(schemeIdUri: string): boolean {
  return /scte-?35/i.test(schemeIdUri);
}

/** A section as text: XML (`SpliceInfoSection`, `Signal` or `Binary`), base64 or hex. A text is why it cannot be read. */
export function readSplicePayload(payload: string): Splice | string {
  const text = payload.trim();
  if (!text.startsWith('<')) return readSplice(text);
  const element = readXml(text);
  return element
    ? readSpliceElement(element)
    : `Cannot read section: "${text.slice(0, 40)}" is no XML, expected an element`;
}

/** The section in an element, whose children are XML or whose text is a payload. */
export function readSpliceElement(element: XmlElement): Splice | string {
  const binary = findElement(element, 'Binary');
  if (binary) return readSplice(binary.text.trim());
  const section = findElement(element, 'SpliceInfoSection');
  if (!section) return readSplicePayload(element.children.length > 0 ? '' : element.text);
  return spliceFromXml(section) ?? 'Cannot read section: SpliceInfoSection holds no command, expected one';
}
