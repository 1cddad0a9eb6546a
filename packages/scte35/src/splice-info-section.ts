import type { SpliceCommand } from './splice-command.js';
import type { SpliceDescriptor } from './splice-descriptor.js';

/** `absent`: the section ends where its CRC_32 should start. */
export interface CrcCheck {
  readonly status: 'valid' | 'invalid' | 'absent';
}

/** splice_info_section() (SCTE 35 §9.6). Times are 90 kHz integers, bytes are lower-case hex. */
export interface SpliceInfoSection {
  /** 0 to 3; 3 is not specified. */
  readonly sapType: number;
  readonly protocolVersion: number;
  readonly encryptedPacket: boolean;
  readonly encryptionAlgorithm: number;
  /** To be added to each pts_time: see `applyPtsAdjustment`. */
  readonly ptsAdjustment: number;
  readonly cwIndex: number;
  /** 0xFFF: no tier. */
  readonly tier: number;
  /** As sent; 0xFFF in old encoders. */
  readonly spliceCommandLength: number;
  /** null: encrypted. */
  readonly spliceCommandType: number | null;
  readonly spliceCommand: SpliceCommand;
  /** Bytes that the command's length holds beyond its syntax. */
  readonly spliceCommandExtra: string;
  readonly descriptors: readonly SpliceDescriptor[];
  readonly alignmentStuffing: string;
  readonly crc: CrcCheck;
}

/** What `encodeSpliceInfo` needs; a decoded section is one. Lengths and CRC are computed, except a legacy command length of 0xFFF, which is kept. */
export type SpliceInfoInput = Pick<SpliceInfoSection, 'spliceCommand'> & Partial<SpliceInfoSection>;
