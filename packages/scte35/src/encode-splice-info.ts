import { appendBytes, createBitSink, writeBits, writeFlag, writeHex, type BitSink } from './bit-sink.js';
import { LEGACY_LENGTH } from './command/command-types.js';
import { commandTypeOf, writeCommand } from './command/splice-command.js';
import { crc32 } from './crc32.js';
import { writeDescriptor } from './descriptor/splice-descriptor.js';
import { MAX_SECTION_LENGTH } from './expect-field.js';
import { TABLE_ID, type SpliceInfoInput } from './splice-info-section.js';

/**
 * Writes one splice_info_section with its lengths and CRC. A decoded section gives its bytes back. Throws a RangeError that
 * names the field which does not fit.
 */
export function encodeSpliceInfo(section: SpliceInfoInput): Uint8Array {
  const body = createBitSink();
  writeBits(body, 'protocol_version', section.protocolVersion ?? 0, 8);
  writeFlag(body, section.spliceCommand.type === 'encrypted');
  writeBits(body, 'encryption_algorithm', section.encryptionAlgorithm ?? 0, 6);
  writeBits(body, 'pts_adjustment', section.ptsAdjustment ?? 0, 33);
  writeBits(body, 'cw_index', section.cwIndex ?? 0xff, 8);
  writeBits(body, 'tier', section.tier ?? 0xfff, 12);
  writeBody(body, section);
  const length = body.bytes.length + 4;
  if (length > MAX_SECTION_LENGTH) {
    throw new RangeError(`Cannot encode section: it has ${length} bytes, expected at most ${MAX_SECTION_LENGTH}`);
  }
  const whole = createBitSink();
  writeBits(whole, 'table_id', TABLE_ID, 8);
  writeBits(whole, 'section flags', (section.indicators ?? 0) >> 14, 2);
  writeBits(whole, 'sap_type', section.sapType ?? 3, 2);
  writeBits(whole, 'section_length', length, 12);
  appendBytes(whole, body.bytes);
  writeBits(whole, 'CRC_32', crc32(new Uint8Array(whole.bytes), whole.bytes.length), 32);
  return new Uint8Array(whole.bytes);
}

function writeBody(body: BitSink, section: SpliceInfoInput): void {
  const command = createBitSink();
  writeCommand(command, section.spliceCommand);
  writeHex(command, 'splice_command extra', section.spliceCommandExtra ?? '');
  if (section.spliceCommand.type === 'encrypted') {
    // The length counts ciphertext that only its sender can read.
    writeBits(body, 'splice_command_length', section.spliceCommandLength ?? LEGACY_LENGTH, 12);
    return appendBytes(body, command.bytes);
  }
  const isLegacy = section.spliceCommandLength === LEGACY_LENGTH;
  writeBits(body, 'splice_command_length', isLegacy ? LEGACY_LENGTH : command.bytes.length, 12);
  writeBits(body, 'splice_command_type', commandTypeOf(section.spliceCommand), 8);
  appendBytes(body, command.bytes);
  const loop = createBitSink();
  for (const descriptor of section.descriptors ?? []) writeDescriptor(loop, descriptor);
  writeBits(body, 'descriptor_loop_length', loop.bytes.length, 16);
  appendBytes(body, loop.bytes);
  writeHex(body, 'alignment_stuffing', section.alignmentStuffing ?? '');
}
