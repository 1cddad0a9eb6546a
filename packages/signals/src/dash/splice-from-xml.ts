import { besideInsert, hexOfWrittenUpid, writeUpid, type Splice, type SpliceEvent } from '@cutaway/scte35';
import type { XmlElement } from './read-xml.js';
import { attributesOf, childrenOf, findElement } from './xml-attributes.js';

const PTS_MODULUS = 2 ** 33;
/** segmentation_upid_type of several identifiers in one. */
const MID = 0x0d;
/** One whose bytes begin with who defined them. */
const MPU = 0x0c;

/**
 * What a player needs of a section in XML form (SCTE 35 §11, `SpliceInfoSection`), whatever its namespace: as `readSplice` has it of
 * bytes. Times are 90 kHz. Null: it has no command.
 */
export function spliceFromXml(section: XmlElement): Splice | null {
  const adjustment = integer(attributesOf(section).ptsAdjustment) ?? 0;
  const insert = childrenOf(section, 'SpliceInsert')[0];
  const command = insert ?? section.children.find(({ name }) => COMMANDS.test(name));
  if (!command) return null;
  const time = isTrue(attributesOf(command).spliceImmediateFlag) ? null : findElement(command, 'SpliceTime');
  const pts = time && integer(attributesOf(time).ptsTime);
  const segments = childrenOf(section, 'SegmentationDescriptor').map(segmentationOf);
  return {
    hasBadCrc: false,
    ptsTime: pts === null ? null : (pts + adjustment) % PTS_MODULUS,
    isInsert: insert !== undefined,
    events: insert ? besideInsert(insertOf(insert), segments) : segments,
  };
}

const COMMANDS = /^(TimeSignal|SpliceNull|SpliceSchedule|BandwidthReservation|PrivateCommand)$/;

function insertOf(insert: XmlElement): SpliceEvent {
  const told = attributesOf(insert);
  const eventId = integer(told.spliceEventId) ?? 0;
  if (isTrue(told.spliceEventCancelIndicator)) return { eventId };
  const span = findElement(insert, 'BreakDuration');
  const { autoReturn, duration } = span ? attributesOf(span) : {};
  return {
    eventId,
    // Where it is left out, a duration says that it goes out.
    isOut: told.outOfNetworkIndicator === undefined ? span !== null : isTrue(told.outOfNetworkIndicator),
    autoReturn: isTrue(autoReturn),
    duration: integer(duration) || null,
    num: integer(told.availNum) ?? 0,
    expected: integer(told.availsExpected) ?? 0,
  };
}

function segmentationOf(descriptor: XmlElement): SpliceEvent {
  const told = attributesOf(descriptor);
  const eventId = integer(told.segmentationEventId) ?? 0;
  if (isTrue(told.segmentationEventCancelIndicator)) return { eventId };
  const num = integer(told.segmentNum) ?? 0;
  const expected = integer(told.segmentsExpected) ?? 0;
  const subNum = integer(told.subSegmentNum);
  const subExpected = integer(told.subSegmentsExpected);
  const limits = childrenOf(descriptor, 'DeliveryRestrictions')[0];
  return {
    eventId,
    duration: integer(told.segmentationDuration) || null,
    typeId: integer(told.segmentationTypeId) ?? 0,
    upids: upidsOf(descriptor),
    isLast: num >= expected,
    num,
    expected,
    ...(subNum === null || subExpected === null ? {} : { subNum, subExpected }),
    ...(limits ? { restrictions: restrictionsOf(limits) } : {}),
  };
}

function restrictionsOf(limits: XmlElement): NonNullable<SpliceEvent['restrictions']> {
  const told = attributesOf(limits);
  const group = integer(told.deviceRestrictions);
  return {
    webDeliveryAllowed: isTrue(told.webDeliveryAllowedFlag),
    noRegionalBlackout: isTrue(told.noRegionalBlackoutFlag),
    archiveAllowed: isTrue(told.archiveAllowedFlag),
    deviceGroup: group === 0 || group === 1 || group === 2 ? group : 3,
  };
}

/** Several elements are one MID: type, length and bytes of each. */
function upidsOf(descriptor: XmlElement): NonNullable<SpliceEvent['upids']> {
  const upids = childrenOf(descriptor, 'SegmentationUpid')
    .map(upidOf)
    .filter(({ type }) => type > 0);
  if (upids.length < 2) return upids;
  return [{ type: MID, hex: upids.map(({ type, hex }) => byteHex(type) + byteHex(hex.length / 2) + hex).join('') }];
}

/** What is to be base64 and is none goes as text. The format_identifier of an MPU may stand apart. */
function upidOf(upid: XmlElement): { readonly type: number; readonly hex: string } {
  const { segmentationUpidType, segmentationUpidFormat, formatIdentifier } = attributesOf(upid);
  const type = integer(segmentationUpidType) ?? 0;
  const hex = hexOfWrittenUpid(type, upid.text, segmentationUpidFormat) ?? writeUpid(type, upid.text.trim());
  const identifier = type === MPU ? integer(formatIdentifier) : null;
  const head = identifier === null ? '' : (identifier + 2 ** 32).toString(16).slice(-8);
  return { type, hex: hex.startsWith(head) ? hex : head + hex };
}

function byteHex(byte: number): string {
  return ((byte & 0xff) + 256).toString(16).slice(1);
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text?.toLowerCase() === 'true';
}

/** An unsigned integer, decimal or with 0x. */
function integer(text: string | undefined): number | null {
  return /^(\d{1,15}|0x[\da-f]{1,12})$/i.test(text ?? '') ? Number(text) : null;
}
