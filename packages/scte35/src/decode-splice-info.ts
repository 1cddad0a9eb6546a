import { bitsOfBytes, readHex } from './bits.js';
import { bitsFromText } from './bits-from-text.js';
import { hasValidCrc, readSection, TABLE_ID, whyUnreadable } from './read-section.js';
import { readCommand } from './splice-command.js';
import { readDescriptor, type SpliceDescriptor } from './splice-descriptor.js';
import type { CrcCheck, SpliceInfoSection } from './splice-info-section.js';

/** A section, or why there is none with as much of it as could be read. */
export type DecodedSpliceInfo =
  | { readonly ok: true; readonly section: SpliceInfoSection }
  | {
      readonly ok: false;
      readonly error: { readonly name: 'SIGNAL_UNREADABLE'; readonly message: string };
      readonly partial: Partial<SpliceInfoSection> | null;
    };

const NO_TEXT = new RangeError('it is neither base64 nor hex, expected one of them');

type Draft = { -readonly [Field in keyof SpliceInfoSection]?: SpliceInfoSection[Field] };

/**
 * Reads one splice_info_section (SCTE 35 §9.6) from bytes, base64, base64url (padded or not) or hex (with or without 0x).
 * Never throws. A wrong CRC is told in `crc` and is not an error: the caller knows how far to trust its carrier.
 */
export function decodeSpliceInfo(input: Uint8Array | string): DecodedSpliceInfo {
  const bits = typeof input === 'string' ? bitsFromText(input) : bitsOfBytes(input);
  const header: number[] = [];
  const body: Draft = {};
  const descriptors: SpliceDescriptor[] = [];
  try {
    const stuffing = readSection(
      bits,
      header,
      (own, type, [, , , , , , , , , , , length]) => {
        body.spliceCommandType = type;
        body.descriptors = descriptors;
        [body.spliceCommand, body.spliceCommandExtra] = readCommand(own, type, length);
      },
      (own, tag) => descriptors.push(readDescriptor(own, tag)),
    );
    body.alignmentStuffing = readHex(stuffing);
    return { ok: true, section: { ...nameHeader(bits, header), ...body } as SpliceInfoSection };
  } catch (thrown) {
    const message = bits === null ? whyUnreadable(NO_TEXT) : whyUnreadable(thrown);
    const partial = header[0] === TABLE_ID ? { ...nameHeader(bits, header), ...body } : null;
    return { ok: false, error: { name: 'SIGNAL_UNREADABLE', message }, partial };
  }
}

/** As many fields as could be read. */
function nameHeader(bits: string | null, header: readonly number[]): Draft {
  const draft: Draft = {};
  const [, , , sapType, sectionLength, protocolVersion, isEncrypted, ...rest] = header;
  const [encryptionAlgorithm, ptsAdjustment, cwIndex, tier, spliceCommandLength] = rest;
  if (sapType !== undefined) draft.sapType = sapType;
  if (sectionLength !== undefined) draft.crc = { status: nameCrc(hasValidCrc(bits, header)) };
  if (protocolVersion !== undefined) draft.protocolVersion = protocolVersion;
  if (isEncrypted !== undefined) draft.encryptedPacket = isEncrypted === 1;
  if (encryptionAlgorithm !== undefined) draft.encryptionAlgorithm = encryptionAlgorithm;
  if (ptsAdjustment !== undefined) draft.ptsAdjustment = ptsAdjustment;
  if (cwIndex !== undefined) draft.cwIndex = cwIndex;
  if (tier !== undefined) draft.tier = tier;
  if (spliceCommandLength !== undefined) draft.spliceCommandLength = spliceCommandLength;
  return draft;
}

function nameCrc(isValid: boolean | null): CrcCheck['status'] {
  if (isValid === null) return 'absent';
  return isValid ? 'valid' : 'invalid';
}
