import { bitsOf, readBits, readFlag, takeBits, type Bits } from './bits.js';
import { crc32 } from './crc32.js';
import { readHex } from './read-hex.js';
import { readCommand } from './splice-command.js';
import { readDescriptors } from './splice-descriptor.js';
import type { SpliceInfoSection } from './splice-info-section.js';
import { bytesFromText } from './text-bytes.js';

/** A section, or why there is none with as much of it as could be read. */
export type DecodedSpliceInfo =
  | { readonly ok: true; readonly section: SpliceInfoSection }
  | {
      readonly ok: false;
      readonly error: { readonly name: 'SIGNAL_UNREADABLE'; readonly message: string };
      readonly partial: Partial<SpliceInfoSection> | null;
    };

/** Up to and with splice_command_length. */
const HEADER_BYTES = 13;

type Draft = { -readonly [Field in keyof SpliceInfoSection]?: SpliceInfoSection[Field] };

/**
 * Reads one splice_info_section (SCTE 35 §9.6) from bytes, base64, base64url (padded or not) or hex (with or without 0x).
 * Never throws. A wrong CRC is told in `crc` and is not an error: the caller knows how far to trust its carrier.
 */
export function decodeSpliceInfo(input: Uint8Array | string): DecodedSpliceInfo {
  const bytes = typeof input === 'string' ? bytesFromText(input) : input;
  if (bytes?.[0] !== 0xfc) {
    return unreadable(`table_id is ${bytes?.[0] ?? 'missing'}, expected 0xFC in bytes, base64 or hex`, null);
  }
  const draft: Draft = {};
  try {
    return { ok: true, section: readSection(bytes, draft) };
  } catch (thrown) {
    return unreadable((thrown as RangeError).message, draft);
  }
}

function unreadable(why: string, partial: Draft | null): DecodedSpliceInfo {
  return {
    ok: false,
    error: { name: 'SIGNAL_UNREADABLE', message: `Cannot read splice info section: ${why}` },
    partial,
  };
}

/** Fields are put in the draft as they are read, so that a failure leaves the best partial result. */
function readSection(bytes: Uint8Array, draft: Draft): SpliceInfoSection {
  const from = bitsOf(bytes, 0, bytes.length);
  readBits(from, 10);
  draft.sapType = readBits(from, 2);
  const end = 3 + readBits(from, 12);
  draft.crc = { status: bytes.length < end ? 'absent' : crc32(bytes, 0, end) === 0 ? 'valid' : 'invalid' };
  draft.protocolVersion = readBits(from, 8);
  if (draft.protocolVersion !== 0) throw new RangeError(`protocol_version is ${draft.protocolVersion}, expected 0`);
  draft.encryptedPacket = readFlag(from);
  draft.encryptionAlgorithm = readBits(from, 6);
  draft.ptsAdjustment = readBits(from, 33);
  draft.cwIndex = readBits(from, 8);
  draft.tier = readBits(from, 12);
  draft.spliceCommandLength = readBits(from, 12);
  const body = bitsOf(bytes, HEADER_BYTES, Math.max(HEADER_BYTES, Math.min(bytes.length, end - 4)));
  readBody(body, draft, draft.spliceCommandLength);
  if (bytes.length < end - 4) throw new RangeError(`it has ${bytes.length} bytes, expected ${end}`);
  return draft as SpliceInfoSection;
}

function readBody(body: Bits, draft: Draft, commandLength: number): void {
  draft.descriptors = [];
  draft.spliceCommandExtra = draft.alignmentStuffing = '';
  if (draft.encryptedPacket) {
    draft.spliceCommandType = null;
    draft.spliceCommand = { type: 'encrypted', hex: readHex(body) };
    return;
  }
  draft.spliceCommandType = readBits(body, 8);
  [draft.spliceCommand, draft.spliceCommandExtra] = readCommand(body, draft.spliceCommandType, commandLength);
  draft.descriptors = readDescriptors(takeBits(body, readBits(body, 16)));
  draft.alignmentStuffing = readHex(body);
}
