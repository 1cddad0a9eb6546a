import { enter, leave, readByte, readHex, readUint, type Bytes } from './bytes.js';
import { endsByItself, LEGACY_LENGTH } from './command/command-types.js';
import { readCommand } from './command/splice-command.js';
import { readDescriptor, type SpliceDescriptor } from './descriptor/splice-descriptor.js';
import { expectField, expectSectionLength } from './expect-field.js';
import { fastBytesFromText, type CheckedBytes } from './fast-bytes-from-text.js';
import { fastCrc32 } from './fast-crc32.js';
import { TABLE_ID, type CrcCheck, type SpliceInfoSection } from './splice-info-section.js';
import { readTicks } from './ticks.js';
import { NO_TEXT, WHY_NOT } from './why-not.js';

export interface DecodeOptions {
  /**
   * What a CRC_32 that does not fit, or is absent, makes of a section: `reject` an error, `warn` a warning (the default: a
   * manifest may have been edited on its way), `ignore` nothing. `crc.status` tells it in any case.
   */
  readonly crc?: 'reject' | 'warn' | 'ignore';
}

/** A section, or why there is none with as much of it as could be read. */
export type DecodedSpliceInfo =
  | {
      readonly ok: true;
      readonly section: SpliceInfoSection;
      /** What deviates from the standard and did no harm. */
      readonly warnings: readonly string[];
    }
  | {
      readonly ok: false;
      readonly error: { readonly name: 'SIGNAL_UNREADABLE' | 'SIGNAL_BAD_CRC'; readonly message: string };
      /** null: not even a table_id. */
      readonly partial: Partial<SpliceInfoSection> | null;
    };

type Draft = { -readonly [Field in keyof SpliceInfoSection]: SpliceInfoSection[Field] | undefined };

/**
 * Reads one splice_info_section (SCTE 35 §9.6) from bytes, base64, base64url (padded or not) or hex (with or without 0x).
 * Never throws. What follows the section is not looked at.
 */
export function decodeSpliceInfo(input: Uint8Array | string, { crc = 'warn' }: DecodeOptions = {}): DecodedSpliceInfo {
  const from =
    typeof input === 'string' ? fastBytesFromText(input) : { bytes: input, at: 0, end: input.length, crc: null };
  if (from === null) return failure(NO_TEXT, null);
  const draft = emptyDraft();
  const warnings: string[] = [];
  try {
    const problem = readSection(from, draft, warnings);
    if (problem !== null) return failure(problem, draft);
  } catch (thrown) {
    return failure((thrown as RangeError).message, draft);
  }
  const status = draft.crc?.status;
  if (status !== 'valid' && crc !== 'ignore') {
    const message = `CRC_32 is ${String(status)}, expected a valid one`;
    if (crc === 'reject') return failure(message, draft, 'SIGNAL_BAD_CRC');
    warnings.push(message);
  }
  return { ok: true, section: draft as SpliceInfoSection, warnings };
}

/** All fields from the start: an object that grows is slower. */
function emptyDraft(): Draft {
  return {
    spliceCommandType: undefined,
    spliceCommand: undefined,
    descriptors: undefined,
    ptsAdjustment: undefined,
    tier: undefined,
    crc: undefined,
    sapType: undefined,
    protocolVersion: undefined,
    encryptedPacket: undefined,
    encryptionAlgorithm: undefined,
    cwIndex: undefined,
    spliceCommandLength: undefined,
    spliceCommandExtra: undefined,
    alignmentStuffing: undefined,
  };
}

function failure(
  why: string,
  draft: Draft | null,
  name: 'SIGNAL_UNREADABLE' | 'SIGNAL_BAD_CRC' = 'SIGNAL_UNREADABLE',
): DecodedSpliceInfo {
  const partial = draft && (JSON.parse(JSON.stringify(draft)) as Partial<SpliceInfoSection>);
  return {
    ok: false,
    error: { name, message: WHY_NOT + why },
    partial: partial && 'sapType' in partial ? partial : null,
  };
}

/** Fills `draft` as it reads. Gives what is wrong where the rest could be read all the same. */
function readSection(from: CheckedBytes, draft: Draft, warnings: string[]): string | null {
  const available = from.end;
  expectField('table_id', readByte(from), TABLE_ID);
  const head = readUint(from, 2);
  if (head & 0xc000) {
    draft.indicators = head & 0xc000;
    warnings.push('section_syntax_indicator or private_indicator is 1, expected 0');
  }
  draft.sapType = (head >> 12) & 3;
  const end = 3 + (head & 0xfff);
  draft.crc = { status: statusOf(from, end) };
  expectSectionLength(head & 0xfff);
  expectField('protocol_version', (draft.protocolVersion = readByte(from)), 0);
  const flags = readByte(from);
  draft.encryptedPacket = flags > 127;
  draft.encryptionAlgorithm = (flags >> 1) & 63;
  draft.ptsAdjustment = readTicks(from, flags);
  draft.cwIndex = readByte(from);
  const lengths = readUint(from, 3);
  draft.tier = lengths >> 12;
  const length = (draft.spliceCommandLength = lengths & 0xfff);
  from.end = Math.min(available, end - 4);
  let problem: string | null = null;
  if (draft.encryptedPacket) {
    draft.spliceCommandType = null;
    draft.spliceCommand = { type: 'encrypted', hex: readHex(from) };
    draft.spliceCommandExtra = '';
    draft.descriptors = [];
  } else {
    problem = readOwnCommand(from, draft, length, warnings);
    readDescriptors(from, draft, warnings);
  }
  draft.alignmentStuffing = readHex(from);
  if (available < end - 4) return `it has ${available} bytes, expected ${end}`;
  return problem;
}

function statusOf({ bytes, end: available, crc }: CheckedBytes, end: number): CrcCheck['status'] {
  if (available < end) return 'absent';
  return (crc !== null && available === end ? crc : fastCrc32(bytes, end)) ? 'invalid' : 'valid';
}

/** The command within its length. One that does not fit is kept raw and told, since only it is lost. */
function readOwnCommand(from: Bytes, draft: Draft, length: number, warnings: string[]): string | null {
  const type = (draft.spliceCommandType = readByte(from));
  draft.spliceCommandExtra = '';
  if (length === LEGACY_LENGTH) {
    expectField('splice_command_length', length, 'less', endsByItself(type));
    draft.spliceCommand = readCommand(from, type) ?? undefined;
    return null;
  }
  const end = enter(from, length);
  const start = from.at;
  let problem: string | null = null;
  try {
    draft.spliceCommand = readCommand(from, type) ?? undefined;
    if (draft.spliceCommand && from.at < from.end) {
      warnings.push(`splice_command_length is ${length}, expected ${from.at - start}`);
      draft.spliceCommandExtra = readHex(from);
    }
  } catch (thrown) {
    problem = `splice_command: ${(thrown as RangeError).message}`;
    from.at = start;
  }
  draft.spliceCommand ??= { type: 'raw', spliceCommandType: type, hex: readHex(from) };
  leave(from, end);
  return problem;
}

function readDescriptors(from: Bytes, draft: Draft, warnings: string[]): void {
  const end = enter(from, readUint(from, 2));
  // Most sections have one; a list that grows from nothing takes room for many.
  const descriptors = (draft.descriptors = from.at < from.end ? [readOne(from, warnings)] : []);
  while (from.at < from.end) descriptors.push(readOne(from, warnings));
  leave(from, end);
}

function readOne(from: Bytes, warnings: string[]): SpliceDescriptor {
  const tag = readByte(from);
  const end = enter(from, readByte(from));
  const descriptor = readDescriptor(from, tag, warnings);
  leave(from, end);
  return descriptor;
}
