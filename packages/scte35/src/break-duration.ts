import { readByte, type Bytes } from './bytes.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from './bit-sink.js';
import { keepReserved, type WithReserved } from './reserved-bits.js';
import { readTicks } from './ticks.js';

/** break_duration() (SCTE 35 §9.8.2). */
export interface BreakDuration extends WithReserved {
  /** True: the break ends by itself after `duration`. False: an IN follows, the duration is only expected. */
  readonly autoReturn: boolean;
  /** 90 kHz, 33 bits. */
  readonly duration: number;
}

export function readBreakDuration(from: Bytes): BreakDuration {
  const flags = readByte(from);
  return keepReserved({ autoReturn: flags > 127, duration: readTicks(from, flags) }, flags, 0x7e);
}

export function writeBreakDuration(to: BitSink, { autoReturn, duration, reserved = -1 }: BreakDuration): void {
  writeFlag(to, autoReturn);
  writeReserved(to, 6, reserved >> 1);
  writeBits(to, 'duration', duration, 33);
}
