import { bytesLeft, readBits, takeBits, type Bits } from './bits.js';
import { appendBytes, createBitSink, writeBits, writeHex, type BitSink } from './bit-sink.js';
import { readHex } from './read-hex.js';
import { readSegmentation, writeSegmentation, type SegmentationDescriptor } from './segmentation-descriptor.js';

/** A descriptor that is not interpreted here: avail, DTMF, time, audio, private ones, and what cannot be read. */
export interface RawDescriptor {
  readonly type: 'raw';
  readonly tag: number;
  /** Four characters, one a byte; shorter where the descriptor is. `CUEI` for those of the standard. */
  readonly identifier: string;
  /** What follows the identifier, lower case. */
  readonly hex: string;
}

export type SpliceDescriptor = SegmentationDescriptor | RawDescriptor;

/** Reads splice_descriptor() until `from` ends (SCTE 35 §10.2). A malformed one is kept raw and does no harm to the next. */
export function readDescriptors(from: Bits): SpliceDescriptor[] {
  const descriptors: SpliceDescriptor[] = [];
  while (bytesLeft(from) > 0) {
    const tag = readBits(from, 8);
    descriptors.push(readDescriptor(takeBits(from, readBits(from, 8)), tag));
  }
  return descriptors;
}

function readDescriptor(from: Bits, tag: number): SpliceDescriptor {
  let identifier = '';
  while (identifier.length < 4 && bytesLeft(from) > 0) identifier += String.fromCharCode(readBits(from, 8));
  if (tag === 2 && identifier === 'CUEI') {
    try {
      return readSegmentation({ ...from });
    } catch {
      // Cut short: the bytes are worth more than nothing.
    }
  }
  return { type: 'raw', tag, identifier, hex: readHex(from) };
}

export function writeDescriptor(to: BitSink, descriptor: SpliceDescriptor): void {
  const body = createBitSink();
  for (let i = 0; i < descriptor.identifier.length; i++) {
    writeBits(body, 'identifier', descriptor.identifier.charCodeAt(i), 8);
  }
  if (descriptor.type === 'segmentation') writeSegmentation(body, descriptor);
  else writeHex(body, 'splice_descriptor', descriptor.hex);
  writeBits(to, 'splice_descriptor_tag', descriptor.tag, 8);
  writeBits(to, 'descriptor_length', body.bytes.length, 8);
  appendBytes(to, body.bytes);
}
