import { readFields, readLoop, type Bits } from './bits.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from './bit-sink.js';
import { readBreakDuration, writeBreakDuration, type BreakDuration } from './break-duration.js';
import { readSpliceTime, writeSpliceTime, type SpliceTime } from './splice-time.js';

/** One elementary stream of a component splice (deprecated by the standard, still on air). */
export interface SpliceComponent {
  readonly componentTag: number;
  /** null: the splice is immediate. */
  readonly spliceTime: SpliceTime | null;
}

/** splice_insert() that takes back an earlier one of the same id. */
export interface SpliceInsertCancel {
  readonly type: 'splice_insert';
  readonly spliceEventId: number;
  readonly spliceEventCancelIndicator: true;
}

/** splice_insert() that opens or closes an avail (SCTE 35 §9.7.3). */
export interface SpliceInsertEvent {
  readonly type: 'splice_insert';
  readonly spliceEventId: number;
  readonly spliceEventCancelIndicator: false;
  /** True: leave the network feed (OUT). False: come back (IN). */
  readonly outOfNetworkIndicator: boolean;
  readonly spliceImmediateFlag: boolean;
  readonly eventIdComplianceFlag?: boolean;
  /** null: immediate, or told per component. */
  readonly spliceTime: SpliceTime | null;
  /** null: the whole program splices. */
  readonly components?: readonly SpliceComponent[] | null;
  readonly breakDuration: BreakDuration | null;
  readonly uniqueProgramId: number;
  readonly availNum: number;
  readonly availsExpected: number;
}

export type SpliceInsert = SpliceInsertCancel | SpliceInsertEvent;

/** Values of splice_insert() in the order of the syntax; no event where it is a cancel. Times are 90 kHz. */
export function readSpliceInsert(from: Bits) {
  const [eventId, isCancel] = readFields(from, 32, 1, 7);
  return [eventId, isCancel ? null : readEvent(from)] as const;
}

function readEvent(from: Bits) {
  const [isOut, isWholeProgram, hasDuration, isImmediate, isCompliant] = readFields(from, 1, 1, 1, 1, 1, 3);
  const readTime = (): number | null => (isImmediate ? null : readSpliceTime(from));
  return [
    isOut,
    isImmediate,
    isCompliant,
    isWholeProgram ? readTime() : null,
    isWholeProgram ? null : readLoop(from, () => [readFields(from, 8)[0], readTime()] as const),
    hasDuration ? readBreakDuration(from) : null,
    readFields(from, 16, 8, 8),
  ] as const;
}

/** The same values by their names. */
export function nameSpliceInsert([spliceEventId, event]: ReturnType<typeof readSpliceInsert>): SpliceInsert {
  const head = { type: 'splice_insert', spliceEventId } as const;
  if (event === null) return { ...head, spliceEventCancelIndicator: true };
  const [isOut, isImmediate, isCompliant, ptsTime, components, duration, avail] = event;
  const nameTime = (time: number | null): SpliceTime | null => (isImmediate ? null : { ptsTime: time });
  return {
    ...head,
    spliceEventCancelIndicator: false,
    outOfNetworkIndicator: isOut === 1,
    spliceImmediateFlag: isImmediate === 1,
    eventIdComplianceFlag: isCompliant === 1,
    spliceTime: components ? null : nameTime(ptsTime),
    components: components && components.map(([componentTag, time]) => ({ componentTag, spliceTime: nameTime(time) })),
    breakDuration: duration && { autoReturn: duration[0] === 1, duration: duration[2] },
    uniqueProgramId: avail[0],
    availNum: avail[1],
    availsExpected: avail[2],
  };
}

export function writeSpliceInsert(to: BitSink, insert: SpliceInsert): void {
  writeBits(to, 'splice_event_id', insert.spliceEventId, 32);
  writeFlag(to, insert.spliceEventCancelIndicator);
  writeReserved(to, 7);
  if (insert.spliceEventCancelIndicator) return;
  const components = insert.components ?? null;
  writeFlag(to, insert.outOfNetworkIndicator);
  writeFlag(to, components === null);
  writeFlag(to, insert.breakDuration !== null);
  writeFlag(to, insert.spliceImmediateFlag);
  writeFlag(to, insert.eventIdComplianceFlag ?? true);
  writeReserved(to, 3);
  if (components === null) writeTimeUnlessImmediate(to, insert.spliceImmediateFlag, insert.spliceTime);
  else writeComponents(to, insert.spliceImmediateFlag, components);
  if (insert.breakDuration !== null) writeBreakDuration(to, insert.breakDuration);
  writeBits(to, 'unique_program_id', insert.uniqueProgramId, 16);
  writeBits(to, 'avail_num', insert.availNum, 8);
  writeBits(to, 'avails_expected', insert.availsExpected, 8);
}

function writeComponents(to: BitSink, isImmediate: boolean, components: readonly SpliceComponent[]): void {
  writeBits(to, 'component_count', components.length, 8);
  for (const { componentTag, spliceTime } of components) {
    writeBits(to, 'component_tag', componentTag, 8);
    writeTimeUnlessImmediate(to, isImmediate, spliceTime);
  }
}

function writeTimeUnlessImmediate(to: BitSink, isImmediate: boolean, time: SpliceTime | null): void {
  if (isImmediate !== (time === null)) {
    const now = isImmediate ? 'is given though splice_immediate_flag is set' : 'is null';
    throw new RangeError(`Cannot encode splice_time: it ${now}, expected either a time or splice_immediate_flag`);
  }
  if (time !== null) writeSpliceTime(to, time);
}
