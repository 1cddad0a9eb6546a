import { readByte, type Bytes } from './bytes.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from './bit-sink.js';
import { keepReserved, type WithReserved } from './reserved-bits.js';
import { readTicks } from './ticks.js';

/** splice_time() (SCTE 35 §9.8.1). */
export interface SpliceTime extends WithReserved {
  /** 90 kHz, 33 bits, before pts_adjustment. null: time_specified_flag is 0, splice at once. */
  readonly ptsTime: number | null;
}

export function readSpliceTime(from: Bytes): SpliceTime {
  const flags = readByte(from);
  return flags & 0x80
    ? keepReserved({ ptsTime: readTicks(from, flags) }, flags, 0x7e)
    : keepReserved({ ptsTime: null }, flags, 0x7f);
}

export function writeSpliceTime(to: BitSink, { ptsTime, reserved = -1 }: SpliceTime): void {
  writeFlag(to, ptsTime !== null);
  if (ptsTime === null) return writeReserved(to, 7, reserved);
  writeReserved(to, 6, reserved >> 1);
  writeBits(to, 'pts_time', ptsTime, 33);
}

/** What `ptsTime` means on the stream's clock: the sum with pts_adjustment, modulo 2^33 (SCTE 35 §9.6). 90 kHz. */
export function applyPtsAdjustment(ptsTime: number, ptsAdjustment: number): number {
  return (ptsTime + ptsAdjustment) % 2 ** 33;
}
