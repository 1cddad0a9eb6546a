import { writeBits, type BitSink } from '../bit-sink.js';
import { readUint, readWord, type Bytes } from '../bytes.js';
import type { DescriptorHead } from './descriptor-head.js';

/** time_descriptor(): the wall clock at the splice time (SCTE 35 §10.3.4). UTC is TAI less `utcOffset` seconds. */
export interface TimeDescriptor extends DescriptorHead {
  readonly type: 'time';
  readonly tag: 3;
  /** Seconds since 1970-01-01T00:00:00 TAI (the epoch of PTP), 48 bits. */
  readonly taiSeconds: number;
  /** Nanoseconds. */
  readonly taiNs: number;
  /** Seconds. */
  readonly utcOffset: number;
}

export function readTime(from: Bytes): TimeDescriptor {
  return {
    type: 'time',
    tag: 3,
    identifier: 'CUEI',
    taiSeconds: readUint(from, 6),
    taiNs: readWord(from),
    utcOffset: readUint(from, 2),
  };
}

export function writeTime(to: BitSink, { taiSeconds, taiNs, utcOffset }: TimeDescriptor): void {
  writeBits(to, 'TAI_seconds', taiSeconds, 48);
  writeBits(to, 'TAI_ns', taiNs, 32);
  writeBits(to, 'UTC_offset', utcOffset, 16);
}
