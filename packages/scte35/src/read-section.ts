import { readFields, takeBytes, type Bits } from './bits.js';
import { crc32 } from './crc32.js';

/** splice_command_length of encoders older than 2009: the command's own syntax tells where it ends (SCTE 35 §9.6). */
export const LEGACY_LENGTH = 0xfff;

/** splice_command_type values that are interpreted. */
export const SPLICE_NULL = 0x00;
export const SPLICE_INSERT = 0x05;
export const TIME_SIGNAL = 0x06;
const BANDWIDTH_RESERVATION = 0x07;

export const TABLE_ID = 0xfc;

/** Widths of splice_info_section() up to and with splice_command_length. */
const HEADER = [8, 1, 1, 2, 12, 8, 1, 6, 33, 8, 12, 12] as const;
const HEADER_BITS = 104;

/** Values of the header, in the order of the syntax. */
export type SectionHeader = readonly [
  tableId: number,
  syntaxIndicator: number,
  privateIndicator: number,
  sapType: number,
  sectionLength: number,
  protocolVersion: number,
  encryptedPacket: number,
  encryptionAlgorithm: number,
  ptsAdjustment: number,
  cwIndex: number,
  tier: number,
  commandLength: number,
];

/** `own`: the command's bytes; all that is left of the section where its length is a legacy one. Type null: encrypted. */
export type HearCommand = (own: Bits, type: number | null, header: SectionHeader) => void;

/** `own`: what follows descriptor_length. */
export type HearDescriptor = (own: Bits, tag: number) => void;

/**
 * Walks splice_info_section() (SCTE 35 §9.6) without knowing what its parts say. Fills `header` as it reads. Gives what is
 * left before CRC_32: alignment stuffing. Throws a RangeError where the section cannot be read to its end.
 */
export function readSection(
  bits: string | null,
  header: number[],
  hearCommand: HearCommand,
  hearDescriptor: HearDescriptor,
): Bits {
  const whole = { rest: bits ?? '' };
  const from = { ...whole };
  for (const width of HEADER) header.push(...readFields(from, width));
  const head = header as readonly number[] as SectionHeader;
  const [tableId, , , , length, version, isEncrypted, , , , , commandLength] = head;
  expectField('table_id', tableId, TABLE_ID);
  expectField('protocol_version', version, 0);
  const bodyBytes = Math.max(length, 1) - 1;
  const body = { rest: whole.rest.slice(HEADER_BITS, bodyBytes * 8) };
  if (isEncrypted) hearCommand(body, null, head);
  else {
    const [type] = readFields(body, 8);
    const isLegacy = commandLength === LEGACY_LENGTH;
    if (isLegacy && ![SPLICE_NULL, SPLICE_INSERT, TIME_SIGNAL, BANDWIDTH_RESERVATION].includes(type)) {
      expectField('splice_command_length', commandLength, 'less');
    }
    hearCommand(isLegacy ? body : takeBytes(body, commandLength), type, head);
    const [loopLength] = readFields(body, 16);
    const loop = takeBytes(body, loopLength);
    while (loop.rest) {
      const [tag, ownLength] = readFields(loop, 8, 8);
      hearDescriptor(takeBytes(loop, ownLength), tag);
    }
  }
  takeBytes(whole, bodyBytes);
  return body;
}

function expectField(name: string, value: number, wanted: number | string): void {
  if (value !== wanted) throw new RangeError(`${name} is ${value}, expected ${wanted}`);
}

/** null: the section ends where its CRC_32 should start, or inside it. `header`: as `readSection` filled it. */
export function hasValidCrc(bits: string | null, header: readonly number[]): boolean | null {
  const end = (header[4] ?? 0) * 8 + 24;
  return bits && bits.length >= end ? crc32(bits.slice(0, end)) === 0 : null;
}

/** What `readSection` threw, for people. */
export function whyUnreadable(thrown: unknown): string {
  return `Cannot read splice info section: ${(thrown as RangeError).message}`;
}
