import { writeHex, type BitSink } from '../bit-sink.js';
import type { Bytes } from '../bytes.js';
import { readSpliceTime, writeSpliceTime, type SpliceTime } from '../splice-time.js';
import {
  BANDWIDTH_RESERVATION,
  PRIVATE_COMMAND,
  SPLICE_INSERT,
  SPLICE_NULL,
  SPLICE_SCHEDULE,
  TIME_SIGNAL,
} from './command-types.js';
import { readPrivateCommand, writePrivateCommand, type PrivateCommand } from './private-command.js';
import { readSpliceInsert, writeSpliceInsert, type SpliceInsert } from './splice-insert.js';
import { readSpliceSchedule, writeSpliceSchedule, type SpliceSchedule } from './splice-schedule.js';

/** splice_null(): a heartbeat, which may carry descriptors (SCTE 35 §9.7.1). */
export interface SpliceNull {
  readonly type: 'splice_null';
}

/** time_signal(): a time for the descriptors of its section (SCTE 35 §9.7.4). */
export interface TimeSignal {
  readonly type: 'time_signal';
  readonly spliceTime: SpliceTime;
}

/** bandwidth_reservation(): nothing to do (SCTE 35 §9.7.5). */
export interface BandwidthReservation {
  readonly type: 'bandwidth_reservation';
}

/** A command of a reserved type, or one that cannot be read. */
export interface RawCommand {
  readonly type: 'raw';
  readonly spliceCommandType: number;
  readonly hex: string;
}

/** All of an encrypted section from splice_command_type up to, not including, CRC_32. Never interpreted. */
export interface EncryptedCommand {
  readonly type: 'encrypted';
  readonly hex: string;
}

export type SpliceCommand =
  | SpliceNull
  | SpliceSchedule
  | SpliceInsert
  | TimeSignal
  | BandwidthReservation
  | PrivateCommand
  | RawCommand
  | EncryptedCommand;

/** Reads what the type's syntax holds; null where the standard has none for it. Throws a RangeError where it is cut short. */
export function readCommand(from: Bytes, spliceCommandType: number): SpliceCommand | null {
  switch (spliceCommandType) {
    case SPLICE_NULL:
      return { type: 'splice_null' };
    case SPLICE_SCHEDULE:
      return readSpliceSchedule(from);
    case SPLICE_INSERT:
      return readSpliceInsert(from);
    case TIME_SIGNAL:
      return { type: 'time_signal', spliceTime: readSpliceTime(from) };
    case BANDWIDTH_RESERVATION:
      return { type: 'bandwidth_reservation' };
    case PRIVATE_COMMAND:
      return readPrivateCommand(from);
    default:
      return null;
  }
}

const TYPES: Readonly<Record<string, number>> = {
  splice_null: SPLICE_NULL,
  splice_schedule: SPLICE_SCHEDULE,
  splice_insert: SPLICE_INSERT,
  time_signal: TIME_SIGNAL,
  bandwidth_reservation: BANDWIDTH_RESERVATION,
  private_command: PRIVATE_COMMAND,
};

/** splice_command_type of a command that is not encrypted. */
export function commandTypeOf(command: Exclude<SpliceCommand, EncryptedCommand>): number {
  return command.type === 'raw' ? command.spliceCommandType : (TYPES[command.type] ?? NaN);
}

export function writeCommand(to: BitSink, command: SpliceCommand): void {
  switch (command.type) {
    case 'splice_null':
    case 'bandwidth_reservation':
      return;
    case 'splice_schedule':
      return writeSpliceSchedule(to, command);
    case 'splice_insert':
      return writeSpliceInsert(to, command);
    case 'time_signal':
      return writeSpliceTime(to, command.spliceTime);
    case 'private_command':
      return writePrivateCommand(to, command);
    case 'raw':
    case 'encrypted':
      return writeHex(to, 'splice_command', command.hex);
  }
}
