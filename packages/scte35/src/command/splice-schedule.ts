import { readBreakDuration, writeBreakDuration, type BreakDuration } from '../break-duration.js';
import { writeBits, writeFlag, writeReserved, type BitSink } from '../bit-sink.js';
import { readByte, readLoop, readUint, readWord, type Bytes } from '../bytes.js';
import { keepReserved, type WithReserved } from '../reserved-bits.js';

/** One elementary stream of a scheduled component splice. */
export interface ScheduledComponent {
  readonly componentTag: number;
  /** Seconds since 1980-01-06T00:00:00Z, leap seconds counted. */
  readonly utcSpliceTime: number;
}

/** An event of the schedule that is taken back. */
export interface ScheduledCancel extends WithReserved {
  readonly spliceEventId: number;
  readonly spliceEventCancelIndicator: true;
  readonly eventIdComplianceFlag?: boolean;
}

/** An event of the schedule. */
export interface ScheduledEvent extends WithReserved {
  readonly spliceEventId: number;
  readonly spliceEventCancelIndicator: false;
  readonly eventIdComplianceFlag?: boolean;
  readonly outOfNetworkIndicator: boolean;
  /** Seconds since 1980-01-06T00:00:00Z, leap seconds counted: see `utcOfGpsSeconds`. null: told per component. */
  readonly utcSpliceTime: number | null;
  /** null: the whole program splices. */
  readonly components?: readonly ScheduledComponent[] | null;
  readonly breakDuration: BreakDuration | null;
  readonly uniqueProgramId: number;
  readonly availNum: number;
  readonly availsExpected: number;
}

/** splice_schedule() (SCTE 35 §9.7.2). */
export interface SpliceSchedule {
  readonly type: 'splice_schedule';
  readonly events: readonly (ScheduledCancel | ScheduledEvent)[];
}

/** Throws a RangeError where it is cut short. */
export function readSpliceSchedule(from: Bytes): SpliceSchedule {
  return { type: 'splice_schedule', events: readLoop(from, readByte(from), readScheduled) };
}

function readScheduled(from: Bytes): ScheduledCancel | ScheduledEvent {
  const spliceEventId = readWord(from);
  const cancel = readByte(from);
  const eventIdComplianceFlag = (cancel & 0x40) > 0;
  if (cancel & 0x80) {
    const event = { spliceEventId, spliceEventCancelIndicator: true, eventIdComplianceFlag } as const;
    return keepReserved(event, cancel << 8, 0x3f00);
  }
  const flags = readByte(from);
  const isWhole = flags & 0x40;
  const event: ScheduledEvent = {
    spliceEventId,
    spliceEventCancelIndicator: false,
    eventIdComplianceFlag,
    outOfNetworkIndicator: flags > 127,
    utcSpliceTime: isWhole ? readWord(from) : null,
    components: isWhole
      ? null
      : readLoop(from, readByte(from), () => ({ componentTag: readByte(from), utcSpliceTime: readWord(from) })),
    breakDuration: flags & 0x20 ? readBreakDuration(from) : null,
    uniqueProgramId: readUint(from, 2),
    availNum: readByte(from),
    availsExpected: readByte(from),
  };
  return keepReserved(event, (cancel << 8) | flags, 0x3f1f);
}

export function writeSpliceSchedule(to: BitSink, { events }: SpliceSchedule): void {
  writeBits(to, 'splice_count', events.length, 8);
  for (const event of events) {
    writeBits(to, 'splice_event_id', event.spliceEventId, 32);
    writeFlag(to, event.spliceEventCancelIndicator);
    writeFlag(to, event.eventIdComplianceFlag ?? true);
    writeReserved(to, 6, (event.reserved ?? -1) >> 8);
    if (!event.spliceEventCancelIndicator) writeScheduled(to, event);
  }
}

function writeScheduled(to: BitSink, event: ScheduledEvent): void {
  const { components = null, utcSpliceTime, breakDuration } = event;
  writeFlag(to, event.outOfNetworkIndicator);
  writeFlag(to, components === null);
  writeFlag(to, breakDuration !== null);
  writeReserved(to, 5, event.reserved);
  if (components === null) writeBits(to, 'utc_splice_time', utcSpliceTime ?? NaN, 32);
  else {
    writeBits(to, 'component_count', components.length, 8);
    for (const component of components) {
      writeBits(to, 'component_tag', component.componentTag, 8);
      writeBits(to, 'utc_splice_time', component.utcSpliceTime, 32);
    }
  }
  if (breakDuration !== null) writeBreakDuration(to, breakDuration);
  writeBits(to, 'unique_program_id', event.uniqueProgramId, 16);
  writeBits(to, 'avail_num', event.availNum, 8);
  writeBits(to, 'avails_expected', event.availsExpected, 8);
}
