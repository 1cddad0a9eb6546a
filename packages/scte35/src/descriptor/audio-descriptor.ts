import { writeBits, writeFlag, writeLatin1, writeReserved, type BitSink } from '../bit-sink.js';
import { readByte, readLatin1, readLoop, type Bytes } from '../bytes.js';
import { keepReserved } from '../reserved-bits.js';
import type { DescriptorHead } from './descriptor-head.js';

/** One audio component (SCTE 35 §10.3.5). */
export interface AudioComponent {
  readonly componentTag: number;
  /** Three letters of ISO 639-2. */
  readonly isoCode: string;
  /** Kind of service, ATSC A/52 table 5.7; 3 bits. */
  readonly bitStreamMode: number;
  /** ATSC A/52 table A4.5; 4 bits. */
  readonly numChannels: number;
  readonly fullSrvcAudio: boolean;
}

/** audio_descriptor(): what audio follows the splice (SCTE 35 §10.3.5). */
export interface AudioDescriptor extends DescriptorHead {
  readonly type: 'audio';
  readonly tag: 4;
  /** At most 15. */
  readonly components: readonly AudioComponent[];
}

export function readAudio(from: Bytes): AudioDescriptor {
  const count = readByte(from);
  const components = readLoop(from, count >> 4, readComponent);
  return keepReserved({ type: 'audio', tag: 4, identifier: 'CUEI', components }, count, 0x0f);
}

function readComponent(from: Bytes): AudioComponent {
  const componentTag = readByte(from);
  const isoCode = readLatin1(from, 3);
  const mode = readByte(from);
  return {
    componentTag,
    isoCode,
    bitStreamMode: mode >> 5,
    numChannels: (mode >> 1) & 15,
    fullSrvcAudio: (mode & 1) > 0,
  };
}

export function writeAudio(to: BitSink, { components, reserved }: AudioDescriptor): void {
  writeBits(to, 'audio_count', components.length, 4);
  writeReserved(to, 4, reserved);
  for (const { componentTag, isoCode, bitStreamMode, numChannels, fullSrvcAudio } of components) {
    if (isoCode.length !== 3) {
      throw new RangeError(`Cannot encode ISO_code: it is "${isoCode}", expected three letters`);
    }
    writeBits(to, 'component_tag', componentTag, 8);
    writeLatin1(to, 'ISO_code', isoCode);
    writeBits(to, 'Bit_Stream_Mode', bitStreamMode, 3);
    writeBits(to, 'Num_Channels', numChannels, 4);
    writeFlag(to, fullSrvcAudio);
  }
}
