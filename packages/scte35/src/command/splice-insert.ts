import { readBreakDuration, writeBreakDuration, type BreakDuration } from '../break-duration.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from '../bit-sink.js';
import { readByte, readLoop, skip, type Bytes } from '../bytes.js';
import { shortAt, wordAt } from '../bytes-at.js';
import { keepReserved, type WithReserved } from '../reserved-bits.js';
import { readSpliceTime, writeSpliceTime, type SpliceTime } from '../splice-time.js';

/** One elementary stream of a component splice (deprecated by the standard, still on air). */
export interface SpliceComponent {
  readonly componentTag: number;
  /** null: the splice is immediate. */
  readonly spliceTime: SpliceTime | null;
}

/** splice_insert() that takes back an earlier one of the same id. */
export interface SpliceInsertCancel extends WithReserved {
  readonly type: 'splice_insert';
  readonly spliceEventId: number;
  readonly spliceEventCancelIndicator: true;
}

/** splice_insert() that opens or closes an avail (SCTE 35 §9.7.3). */
export interface SpliceInsertEvent extends WithReserved {
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

/** Throws a RangeError where it is cut short. */
export function readSpliceInsert(from: Bytes): SpliceInsert {
  const { bytes } = from;
  const head = skip(from, 5);
  const spliceEventId = wordAt(bytes, head);
  const cancel = bytes[head + 4] as number;
  if (cancel & 0x80) {
    return keepReserved(
      { type: 'splice_insert', spliceEventId, spliceEventCancelIndicator: true },
      cancel << 8,
      0x7f00,
    );
  }
  const flags = readByte(from);
  const isWhole = flags & 0x40;
  const isImmediate = flags & 0x10;
  const spliceTime = isWhole && !isImmediate ? readSpliceTime(from) : null;
  const components = isWhole ? null : readComponents(from, isImmediate);
  const breakDuration = flags & 0x20 ? readBreakDuration(from) : null;
  const tail = skip(from, 4);
  const event: SpliceInsertEvent = {
    type: 'splice_insert',
    spliceEventId,
    spliceEventCancelIndicator: false,
    outOfNetworkIndicator: flags > 127,
    spliceImmediateFlag: isImmediate > 0,
    eventIdComplianceFlag: (flags & 8) > 0,
    spliceTime,
    components,
    breakDuration,
    uniqueProgramId: shortAt(bytes, tail),
    availNum: bytes[tail + 2] as number,
    availsExpected: bytes[tail + 3] as number,
  };
  return keepReserved(event, (cancel << 8) | flags, 0x7f07);
}

function readComponents(from: Bytes, isImmediate: number): SpliceComponent[] {
  return readLoop(from, readByte(from), () => ({
    componentTag: readByte(from),
    spliceTime: isImmediate ? null : readSpliceTime(from),
  }));
}

export function writeSpliceInsert(to: BitSink, insert: SpliceInsert): void {
  const reserved = insert.reserved ?? -1;
  writeBits(to, 'splice_event_id', insert.spliceEventId, 32);
  writeFlag(to, insert.spliceEventCancelIndicator);
  writeReserved(to, 7, reserved >> 8);
  if (insert.spliceEventCancelIndicator) return;
  const components = insert.components ?? null;
  writeFlag(to, insert.outOfNetworkIndicator);
  writeFlag(to, components === null);
  writeFlag(to, insert.breakDuration !== null);
  writeFlag(to, insert.spliceImmediateFlag);
  writeFlag(to, insert.eventIdComplianceFlag ?? true);
  writeReserved(to, 3, reserved);
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
