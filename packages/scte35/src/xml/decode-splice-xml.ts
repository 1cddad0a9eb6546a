import { decodeSpliceInfo, type DecodedSpliceInfo, type DecodeOptions } from '../decode-splice-info.js';
import type { SpliceDescriptor } from '../descriptor/splice-descriptor.js';
import { encodeSpliceInfo } from '../encode-splice-info.js';
import type { SpliceInfoInput } from '../splice-info-section.js';
import { WHY_NOT } from '../why-not.js';
import { commandFromXml } from './command-from-xml.js';
import { descriptorFromXml } from './descriptor-from-xml.js';
import { readXml, type XmlElement } from './read-xml.js';
import { findElement, numberOf } from './xml-values.js';

/**
 * Reads the first signal of a text in the XML form of SCTE 35 (§11 and its schema of 2023): a `SpliceInfoSection`, or a `Binary`
 * with base64 in it. Any namespace, any prefix, on attributes too; MPDs and event messages around it do no harm. Never throws.
 * A section told in elements has the CRC status `absent`; `options` matter for a Binary.
 */
export function decodeSpliceXml(xml: string, options: DecodeOptions = {}): DecodedSpliceInfo {
  try {
    const element = findElement(readXml(xml), ['SpliceInfoSection', 'Binary']);
    if (element === null) throw new RangeError('it has no SpliceInfoSection and no Binary, expected one of them');
    if (element.name === 'Binary') return decodeSpliceInfo(element.text.trim(), options);
    const input = sectionFromXml(element);
    const decoded = decodeSpliceInfo(encodeSpliceInfo(input));
    if (!decoded.ok) return decoded;
    const preRoll = input.preRollMilliSeconds;
    const section = { ...decoded.section, crc: { status: 'absent' } as const };
    return { ...decoded, section: preRoll === undefined ? section : { ...section, preRollMilliSeconds: preRoll } };
  } catch (thrown) {
    const message = WHY_NOT + (thrown as RangeError).message;
    return { ok: false, error: { name: 'SIGNAL_UNREADABLE', message }, partial: null };
  }
}

function sectionFromXml(element: XmlElement): SpliceInfoInput {
  const encrypted = element.children.find(({ name }) => name === 'EncryptedPacket');
  const spliceCommand = element.children.map(commandFromXml).find((command) => command !== null);
  if (!spliceCommand) {
    throw new RangeError(encrypted ? 'it is encrypted, expected a Binary' : 'it has no command, expected one');
  }
  const preRoll = element.attributes['preRollMilliSeconds'];
  return {
    spliceCommand,
    descriptors: element.children.map(descriptorFromXml).filter((one): one is SpliceDescriptor => one !== null),
    ptsAdjustment: numberOf(element, 'ptsAdjustment', 0),
    protocolVersion: numberOf(element, 'protocolVersion', 0),
    tier: numberOf(element, 'tier', 0xfff),
    sapType: numberOf(element, 'sapType', 3),
    ...(encrypted && { cwIndex: numberOf(encrypted, 'cwIndex', 0xff) }),
    ...(preRoll !== undefined && { preRollMilliSeconds: numberOf(element, 'preRollMilliSeconds') }),
  };
}
