import { readFields, type Bits } from './bits.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from './bit-sink.js';

/** splice_time() (SCTE 35 §9.8.1). */
export interface SpliceTime {
  /** 90 kHz, 33 bits, before pts_adjustment. null: time_specified_flag is 0, splice at once. */
  readonly ptsTime: number | null;
}

/** Gives `ptsTime`. */
export function readSpliceTime(from: Bits): number | null {
  if (readFields(from, 1)[0]) return readFields(from, 6, 33)[1];
  readFields(from, 7);
  return null;
}

export function writeSpliceTime(to: BitSink, { ptsTime }: SpliceTime): void {
  writeFlag(to, ptsTime !== null);
  writeReserved(to, ptsTime === null ? 7 : 6);
  if (ptsTime !== null) writeBits(to, 'pts_time', ptsTime, 33);
}

/** What `ptsTime` means on the stream's clock: the sum with pts_adjustment, modulo 2^33 (SCTE 35 §9.6). 90 kHz. */
export function applyPtsAdjustment(ptsTime: number, ptsAdjustment: number): number {
  return (ptsTime + ptsAdjustment) % 2 ** 33;
}
