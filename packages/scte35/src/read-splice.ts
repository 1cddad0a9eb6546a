import { besideInsert } from './beside-insert.js';
import { enter, leave, readByte, readHex, readUint, readWord, skip, type Bytes } from './bytes.js';
import { bytesFromText } from './bytes-from-text.js';
import { endsByItself, LEGACY_LENGTH, SPLICE_INSERT, TIME_SIGNAL } from './command/command-types.js';
import { crc32 } from './crc32.js';
import { CUEI } from './descriptor/identifiers.js';
import { mayHaveSubSegments } from './descriptor/segmentation-descriptor.js';
import { expectField, expectSectionLength } from './expect-field.js';
import type { SpliceEvent, SpliceRestrictions } from './splice-event.js';
import { TABLE_ID } from './splice-info-section.js';
import { applyPtsAdjustment } from './splice-time.js';
import { readTicks } from './ticks.js';
import { NO_TEXT, WHY_NOT } from './why-not.js';

/** What a player needs of a section. */
export interface Splice {
  readonly hasBadCrc: boolean;
  /** With pts_adjustment, 90 kHz modulo 2^33; null: at once. */
  readonly ptsTime: number | null;
  /** True where the command is a splice_insert. */
  readonly isInsert: boolean;
  /** The splice_insert first, then the segmentation descriptors; those that speak of what it starts are in it. */
  readonly events: readonly SpliceEvent[];
}

/**
 * Reads what a player needs of one section given as base64, base64url or hex: the same bytes as `decodeSpliceInfo`, without the
 * fields that it drops. Never throws: a text is why the section cannot be read.
 */
export function readSplice(text: string): Splice | string {
  const from = bytesFromText(text);
  try {
    if (from) return readSection(from);
    throw new RangeError(NO_TEXT);
  } catch (thrown) {
    return WHY_NOT + (thrown as RangeError).message;
  }
}

function readSection(from: Bytes): Splice {
  const { bytes, end: available } = from;
  expectField('table_id', readByte(from), TABLE_ID);
  const length = readUint(from, 2) & 0xfff;
  expectSectionLength(length);
  expectField('protocol_version', readByte(from), 0);
  const flags = readByte(from);
  const adjustment = readTicks(from, flags);
  const commandLength = readWord(from) & 0xfff;
  const events: SpliceEvent[] = [];
  let time: number | null = null;
  let isInsert = false;
  from.end = Math.min(available, length - 1);
  // Ciphertext says nothing.
  if (flags < 128) {
    const type = readByte(from);
    isInsert = type === SPLICE_INSERT;
    const isLegacy = commandLength === LEGACY_LENGTH;
    if (isLegacy) expectField('splice_command_length', commandLength, 'less', endsByItself(type));
    const end = isLegacy ? from.end : enter(from, commandLength);
    if (type === TIME_SIGNAL) time = readTime(from);
    else if (isInsert) time = readInsert(from, events);
    if (!isLegacy) leave(from, end);
    enter(from, readUint(from, 2));
    while (from.at < from.end) {
      const tag = readByte(from);
      const loopEnd = enter(from, readByte(from));
      if (tag === 2) readSegmentation(from, events);
      leave(from, loopEnd);
    }
  }
  expectField('section_length', length, `${available - 3} at most`, available >= length - 1);
  return {
    hasBadCrc: available >= length + 3 && crc32(bytes, length + 3) > 0,
    ptsTime: time === null ? null : applyPtsAdjustment(time, adjustment),
    isInsert,
    events: isInsert && events[0] ? besideInsert(events[0], events.slice(1)) : events,
  };
}

/** splice_time(). */
function readTime(from: Bytes): number | null {
  const flags = readByte(from);
  return flags > 127 ? readTicks(from, flags) : null;
}

/** splice_insert(); gives its time. */
function readInsert(from: Bytes, events: SpliceEvent[]): number | null {
  const eventId = readWord(from);
  if (readByte(from) > 127) {
    events.push({ eventId });
    return null;
  }
  const flags = readByte(from);
  const isImmediate = flags & 0x10;
  let time: number | null = null;
  if (flags & 0x40) time = isImmediate ? null : readTime(from);
  else {
    for (let count = readByte(from); count > 0; count--) {
      skip(from, 1);
      const own = isImmediate ? null : readTime(from);
      // The first is the default of the others (SCTE 35 §9.7.3.1).
      time = time ?? own;
    }
  }
  const span = flags & 0x20 ? readByte(from) : null;
  const duration = span === null ? null : readTicks(from, span);
  skip(from, 2);
  const autoReturn = span !== null && span > 127;
  events.push({ eventId, isOut: flags > 127, autoReturn, duration, num: readByte(from), expected: readByte(from) });
  return time;
}

/** segmentation_descriptor() after its length. One that is cut short does no harm to the next. */
function readSegmentation(from: Bytes, events: SpliceEvent[]): void {
  try {
    if (readWord(from) !== CUEI) return;
    const eventId = readWord(from);
    if (readByte(from) > 127) return void events.push({ eventId });
    const flags = readByte(from);
    if (flags < 128) skip(from, readByte(from) * 6);
    const duration = flags & 0x40 ? readUint(from, 5) || null : null;
    const type = readByte(from);
    const hex = readHex(from, readByte(from));
    const typeId = readByte(from);
    const num = readByte(from);
    const expected = readByte(from);
    const upids = type ? [{ type, hex }] : [];
    events.push({
      ...{ eventId, duration, upids, typeId, isLast: num >= expected, num, expected },
      ...(from.end - from.at > 1 && mayHaveSubSegments(typeId)
        ? { subNum: readByte(from), subExpected: readByte(from) }
        : {}),
      ...(flags & 0x20 ? {} : { restrictions: restrictionsOf(flags) }),
    });
  } catch {
    // cut short
  }
}

/** Of the five bits after delivery_not_restricted_flag. */
function restrictionsOf(flags: number): SpliceRestrictions {
  return {
    webDeliveryAllowed: (flags & 16) > 0,
    noRegionalBlackout: (flags & 8) > 0,
    archiveAllowed: (flags & 4) > 0,
    deviceGroup: (flags & 3) as 0 | 1 | 2 | 3,
  };
}
