import { writeBits, writeLatin1, writeReserved, type BitSink } from '../bit-sink.js';
import { readByte, readLatin1, type Bytes } from '../bytes.js';
import { keepReserved } from '../reserved-bits.js';
import type { DescriptorHead } from './descriptor-head.js';

/** DTMF_descriptor(): the tones of the analogue days (SCTE 35 §10.3.2). */
export interface DtmfDescriptor extends DescriptorHead {
  readonly type: 'dtmf';
  readonly tag: 1;
  /** Tenths of a second from the tones to the splice. */
  readonly preroll: number;
  /** Up to 7 of `0-9*#`; others are kept as they came. */
  readonly dtmfChars: string;
}

export function readDtmf(from: Bytes): DtmfDescriptor {
  const preroll = readByte(from);
  const count = readByte(from);
  const dtmfChars = readLatin1(from, count >> 5);
  return keepReserved({ type: 'dtmf', tag: 1, identifier: 'CUEI', preroll, dtmfChars }, count, 0x1f);
}

export function writeDtmf(to: BitSink, { preroll, dtmfChars, reserved }: DtmfDescriptor): void {
  writeBits(to, 'preroll', preroll, 8);
  writeBits(to, 'dtmf_count', dtmfChars.length, 3);
  writeReserved(to, 5, reserved);
  writeLatin1(to, 'DTMF_char', dtmfChars);
}
