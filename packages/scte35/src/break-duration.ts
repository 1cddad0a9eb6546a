import { readFields, type Bits } from './bits.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from './bit-sink.js';

/** break_duration() (SCTE 35 §9.8.2). */
export interface BreakDuration {
  /** True: the break ends by itself after `duration`. False: an IN follows, the duration is only expected. */
  readonly autoReturn: boolean;
  /** 90 kHz, 33 bits. */
  readonly duration: number;
}

/** auto_return, reserved, duration. */
export const readBreakDuration = (from: Bits) => readFields(from, 1, 6, 33);

export function writeBreakDuration(to: BitSink, { autoReturn, duration }: BreakDuration): void {
  writeFlag(to, autoReturn);
  writeReserved(to, 6);
  writeBits(to, 'duration', duration, 33);
}
