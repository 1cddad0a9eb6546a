import { readBits, readFlag, type Bits } from './bits.js';
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

/** Reads the command, field by field in the order of the syntax. */
export function readSpliceInsert(from: Bits): SpliceInsert {
  const head = { type: 'splice_insert', spliceEventId: readBits(from, 32) } as const;
  const isCancel = readFlag(from);
  readBits(from, 7);
  if (isCancel) return { ...head, spliceEventCancelIndicator: true };
  const outOfNetworkIndicator = readFlag(from);
  const isWholeProgram = readFlag(from);
  const hasDuration = readFlag(from);
  const spliceImmediateFlag = readFlag(from);
  const eventIdComplianceFlag = readFlag(from);
  readBits(from, 3);
  return {
    ...head,
    spliceEventCancelIndicator: false,
    outOfNetworkIndicator,
    spliceImmediateFlag,
    eventIdComplianceFlag,
    spliceTime: isWholeProgram && !spliceImmediateFlag ? readSpliceTime(from) : null,
    components: isWholeProgram ? null : readComponents(from, spliceImmediateFlag),
    breakDuration: hasDuration ? readBreakDuration(from) : null,
    uniqueProgramId: readBits(from, 16),
    availNum: readBits(from, 8),
    availsExpected: readBits(from, 8),
  };
}

function readComponents(from: Bits, isImmediate: boolean): SpliceComponent[] {
  const components: SpliceComponent[] = [];
  for (let left = readBits(from, 8); left > 0; left--) {
    components.push({ componentTag: readBits(from, 8), spliceTime: isImmediate ? null : readSpliceTime(from) });
  }
  return components;
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
