import { appendBytes, createBitSink, writeBits, writeHex, writeLatin1, type BitSink } from '../bit-sink.js';
import { readHex, readLatin1, readWord, type Bytes } from '../bytes.js';
import { readAudio, writeAudio, type AudioDescriptor } from './audio-descriptor.js';
import { readAvail, writeAvail, type AvailDescriptor } from './avail-descriptor.js';
import { readDtmf, writeDtmf, type DtmfDescriptor } from './dtmf-descriptor.js';
import { readDvbDas, writeDvbDas, type DvbDasDescriptor } from './dvb-das-descriptor.js';
import { CUEI, DVB } from './identifiers.js';
import { readSegmentation, writeSegmentation, type SegmentationDescriptor } from './segmentation-descriptor.js';
import { readTime, writeTime, type TimeDescriptor } from './time-descriptor.js';

/** A private or reserved descriptor, or one that cannot be read. */
export interface RawDescriptor {
  readonly type: 'raw';
  readonly tag: number;
  /** Four characters, one a byte; shorter where the descriptor is. `CUEI` for those of the standard. */
  readonly identifier: string;
  /** What follows the identifier, lower case. */
  readonly hex: string;
}

export type SpliceDescriptor =
  | AvailDescriptor
  | DtmfDescriptor
  | SegmentationDescriptor
  | TimeDescriptor
  | AudioDescriptor
  | DvbDasDescriptor
  | RawDescriptor;

/** A switch rather than a list, which an engine cannot inline. */
function readOwn(from: Bytes, tag: number): SpliceDescriptor | null {
  switch (tag) {
    case 0:
      return readAvail(from);
    case 1:
      return readDtmf(from);
    case 2:
      return readSegmentation(from);
    case 3:
      return readTime(from);
    case 4:
      return readAudio(from);
    default:
      return null;
  }
}

/**
 * Reads one splice_descriptor() (SCTE 35 §10.2) after its length, up to `from.end`. A malformed one is kept raw and does no harm
 * to the next; `warnings` hold why.
 */
export function readDescriptor(from: Bytes, tag: number, warnings: string[]): SpliceDescriptor {
  const start = from.at;
  try {
    const identifier = readWord(from);
    if (identifier === DVB && tag === 0xf0) return readDvbDas(from);
    const descriptor = identifier === CUEI ? readOwn(from, tag) : null;
    if (descriptor !== null) {
      if (from.at < from.end) (descriptor as { extra?: string }).extra = readHex(from);
      return descriptor;
    }
  } catch (thrown) {
    warnings.push(`splice_descriptor ${tag}: ${(thrown as RangeError).message}`);
  }
  from.at = start;
  return { type: 'raw', tag, identifier: readLatin1(from, Math.min(4, from.end - start)), hex: readHex(from) };
}

export function writeDescriptor(to: BitSink, descriptor: SpliceDescriptor): void {
  const body = createBitSink();
  writeLatin1(body, 'identifier', descriptor.identifier);
  writeOwn(body, descriptor);
  if ('extra' in descriptor) writeHex(body, 'extra', descriptor.extra ?? '');
  writeBits(to, 'splice_descriptor_tag', descriptor.tag, 8);
  writeBits(to, 'descriptor_length', body.bytes.length, 8);
  appendBytes(to, body.bytes);
}

function writeOwn(to: BitSink, descriptor: SpliceDescriptor): void {
  switch (descriptor.type) {
    case 'avail':
      return writeAvail(to, descriptor);
    case 'dtmf':
      return writeDtmf(to, descriptor);
    case 'segmentation':
      return writeSegmentation(to, descriptor);
    case 'time':
      return writeTime(to, descriptor);
    case 'audio':
      return writeAudio(to, descriptor);
    case 'dvb_das':
      return writeDvbDas(to, descriptor);
    case 'raw':
      return writeHex(to, 'splice_descriptor', descriptor.hex);
  }
}
