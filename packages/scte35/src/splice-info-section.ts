import type { SpliceCommand } from './command/splice-command.js';
import type { SpliceDescriptor } from './descriptor/splice-descriptor.js';

/** `absent`: the section ends where its CRC_32 should start, or was told in XML. */
export interface CrcCheck {
  readonly status: 'valid' | 'invalid' | 'absent';
}

/** splice_info_section() (SCTE 35 §9.6). Times are 90 kHz integers, bytes are lower-case hex. */
export interface SpliceInfoSection {
  /** null: encrypted. */
  readonly spliceCommandType: number | null;
  readonly spliceCommand: SpliceCommand;
  readonly descriptors: readonly SpliceDescriptor[];
  /** To be added to each pts_time: see `applyPtsAdjustment`. */
  readonly ptsAdjustment: number;
  /** 0xFFF: no tier. */
  readonly tier: number;
  readonly crc: CrcCheck;
  /** 0 to 3; 3 is not specified. */
  readonly sapType: number;
  readonly protocolVersion: number;
  readonly encryptedPacket: boolean;
  /** 1 DES-ECB, 2 DES-CBC, 3 Triple DES, 32 to 63 private. */
  readonly encryptionAlgorithm: number;
  /** Which key. */
  readonly cwIndex: number;
  /** As sent; 0xFFF in old encoders. */
  readonly spliceCommandLength: number;
  /** Bytes that the command's length holds beyond its syntax. */
  readonly spliceCommandExtra: string;
  readonly alignmentStuffing: string;
  /** section_syntax_indicator and private_indicator in their places (0x8000, 0x4000), only where they are not 0. */
  readonly indicators?: number;
  /** Only of the XML form. */
  readonly preRollMilliSeconds?: number;
}

/** What `encodeSpliceInfo` needs; a decoded section is one. Lengths and CRC are computed, except a legacy command length of 0xFFF, which is kept. */
export type SpliceInfoInput = Pick<SpliceInfoSection, 'spliceCommand'> & Partial<SpliceInfoSection>;

export const TABLE_ID = 0xfc;
