import { readHex, type Bits } from './bits.js';
import { appendBytes, createBitSink, writeBits, writeHex, type BitSink } from './bit-sink.js';
import { nameSegmentation, writeSegmentation, type SegmentationDescriptor } from './segmentation-descriptor.js';

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

/** Reads one splice_descriptor() (SCTE 35 §10.2) after its length. A malformed one is kept raw and does no harm to the next. */
export function readDescriptor(own: Bits, tag: number): SpliceDescriptor {
  const identifier = readHex(own, Math.min(4, own.rest.length >> 3)).replace(/../g, (hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  if (tag === 2 && identifier === 'CUEI') {
    try {
      return nameSegmentation({ ...own });
    } catch {
      // Cut short: the bytes are worth more than nothing.
    }
  }
  return { type: 'raw', tag, identifier, hex: readHex(own) };
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
