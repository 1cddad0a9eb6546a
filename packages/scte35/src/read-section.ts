import { enter, leave, readByte, readHex, skip, type Bytes } from './bytes.js';
import { byteAt, shortAt, wordAt } from './bytes-at.js';
import { endsByItself, LEGACY_LENGTH } from './command/command-types.js';
import { readCommand, type SpliceCommand } from './command/splice-command.js';
import { readDescriptor, type SpliceDescriptor } from './descriptor/splice-descriptor.js';
import { expectField, expectSectionLength, MAX_SECTION_LENGTH } from './expect-field.js';
import type { CheckedBytes } from './fast-bytes-from-text.js';
import { fastCrc32 } from './fast-crc32.js';
import { TABLE_ID, type CrcCheck, type SpliceInfoSection } from './splice-info-section.js';

/** A section as far as it could be read: what was not reached is undefined. */
export type Draft = { -readonly [Field in keyof SpliceInfoSection]: SpliceInfoSection[Field] | undefined };

/**
 * Reads one splice_info_section (SCTE 35 §9.6). Each value goes to a variable, and all of them to the section at once: an
 * object that is filled bit by bit, or grows, costs several times as much. `from.problem` says why where not all could be read.
 */
export function readSection(from: CheckedBytes, warnings: string[]): Draft {
  const available = from.end;
  let indicators = 0;
  let sapType: number | undefined;
  let crc: CrcCheck | undefined;
  let protocolVersion: number | undefined;
  let flags: number | undefined;
  let ptsAdjustment: number | undefined;
  let cwIndex: number | undefined;
  let lengths: number | undefined;
  let spliceCommandType: number | null | undefined;
  let spliceCommand: SpliceCommand | null = null;
  let spliceCommandExtra: string | undefined;
  let descriptors: SpliceDescriptor[] | undefined;
  let alignmentStuffing: string | undefined;
  try {
    const { bytes } = from;
    // Expectations are called only where they fail: the call costs more than what it asks.
    let at = skip(from, 3);
    if (bytes[at] !== TABLE_ID) expectField('table_id', bytes[at] as number, TABLE_ID);
    const head = shortAt(bytes, at + 1);
    const length = head & 0xfff;
    indicators = head & 0xc000;
    if (indicators > 0) warnings.push('section_syntax_indicator or private_indicator is 1, expected 0');
    sapType = (head >> 12) & 3;
    crc = { status: statusOf(from, length + 3) };
    if (length > MAX_SECTION_LENGTH) expectSectionLength(length);
    at = skip(from, 10);
    protocolVersion = byteAt(bytes, at);
    if (protocolVersion > 0) expectField('protocol_version', protocolVersion, 0);
    flags = byteAt(bytes, at + 1);
    ptsAdjustment = (flags & 1) * 2 ** 32 + wordAt(bytes, at + 2);
    const word = wordAt(bytes, at + 6);
    cwIndex = word >>> 24;
    lengths = word & 0xffffff;
    from.end = Math.min(available, length - 1);
    if (flags > 127) {
      spliceCommandType = null;
      spliceCommand = { type: 'encrypted', hex: readHex(from) };
      spliceCommandExtra = '';
      descriptors = [];
    } else {
      spliceCommandType = readByte(from);
      const commandLength = lengths & 0xfff;
      const isLegacy = commandLength === LEGACY_LENGTH;
      if (isLegacy) expectField('splice_command_length', LEGACY_LENGTH, 'less', endsByItself(spliceCommandType));
      spliceCommandExtra = '';
      const end = isLegacy ? from.end : enter(from, commandLength);
      const start = from.at;
      try {
        spliceCommand = readCommand(from, spliceCommandType);
      } catch (thrown) {
        if (isLegacy) throw thrown;
        from.problem = `splice_command: ${(thrown as RangeError).message}`;
        from.at = start;
      }
      if (!isLegacy) {
        if (spliceCommand === null) spliceCommand = { type: 'raw', spliceCommandType, hex: readHex(from) };
        else if (from.at < from.end) {
          warnings.push(`splice_command_length is ${commandLength}, expected ${from.at - start}`);
          spliceCommandExtra = readHex(from);
        }
        leave(from, end);
      }
      const loopEnd = enter(from, shortAt(bytes, skip(from, 2)));
      // Most sections have one; a list that grows from nothing takes room for many.
      descriptors = from.at < from.end ? [readOne(from, warnings)] : [];
      while (from.at < from.end) descriptors.push(readOne(from, warnings));
      leave(from, loopEnd);
    }
    alignmentStuffing = from.at < from.end ? readHex(from) : '';
    if (available < length - 1) from.problem = `it has ${available} bytes, expected ${length + 3}`;
  } catch (thrown) {
    from.problem = (thrown as RangeError).message;
  }
  const draft: Draft = {
    spliceCommandType,
    spliceCommand: spliceCommand ?? undefined,
    descriptors,
    ptsAdjustment,
    tier: lengths && lengths >> 12,
    crc,
    sapType,
    protocolVersion,
    encryptedPacket: flags === undefined ? undefined : flags > 127,
    encryptionAlgorithm: flags && (flags >> 1) & 63,
    cwIndex,
    spliceCommandLength: lengths && lengths & 0xfff,
    spliceCommandExtra,
    alignmentStuffing,
  };
  if (indicators > 0) draft.indicators = indicators;
  return draft;
}

function statusOf({ bytes, end: available, crc }: CheckedBytes, end: number): CrcCheck['status'] {
  if (available < end) return 'absent';
  return (crc !== null && available === end ? crc : fastCrc32(bytes, end)) ? 'invalid' : 'valid';
}

function readOne(from: Bytes, warnings: string[]): SpliceDescriptor {
  const tag = readByte(from);
  const end = enter(from, readByte(from));
  const descriptor = readDescriptor(from, tag, warnings);
  leave(from, end);
  return descriptor;
}
