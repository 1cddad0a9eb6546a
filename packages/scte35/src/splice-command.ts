import { readHex, type Bits } from './bits.js';
import { writeHex, type BitSink } from './bit-sink.js';
import { LEGACY_LENGTH, SPLICE_INSERT, SPLICE_NULL, TIME_SIGNAL } from './read-section.js';
import { nameSpliceInsert, readSpliceInsert, writeSpliceInsert, type SpliceInsert } from './splice-insert.js';
import { readSpliceTime, writeSpliceTime, type SpliceTime } from './splice-time.js';

/** splice_null(): a heartbeat, which may carry descriptors. */
export interface SpliceNull {
  readonly type: 'splice_null';
}

/** time_signal(): a time for the descriptors of its section. */
export interface TimeSignal {
  readonly type: 'time_signal';
  readonly spliceTime: SpliceTime;
}

/** A command that is not interpreted here: splice_schedule, bandwidth_reservation, private and reserved ones. */
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

export type SpliceCommand = SpliceNull | SpliceInsert | TimeSignal | RawCommand | EncryptedCommand;

/** Reads the command, and what its length holds beyond it, as hex. */
export function readCommand(own: Bits, spliceCommandType: number | null, length: number): [SpliceCommand, string] {
  const readRest = (): string => (length === LEGACY_LENGTH ? '' : readHex(own));
  if (spliceCommandType === null) return [{ type: 'encrypted', hex: readHex(own) }, ''];
  if (spliceCommandType === SPLICE_NULL) return [{ type: 'splice_null' }, readRest()];
  if (spliceCommandType === SPLICE_INSERT) return [nameSpliceInsert(readSpliceInsert(own)), readRest()];
  if (spliceCommandType === TIME_SIGNAL) {
    return [{ type: 'time_signal', spliceTime: { ptsTime: readSpliceTime(own) } }, readRest()];
  }
  return [{ type: 'raw', spliceCommandType, hex: readRest() }, ''];
}

/** splice_command_type of a command that is not encrypted. */
export function commandTypeOf(command: Exclude<SpliceCommand, EncryptedCommand>): number {
  switch (command.type) {
    case 'splice_null':
      return SPLICE_NULL;
    case 'splice_insert':
      return SPLICE_INSERT;
    case 'time_signal':
      return TIME_SIGNAL;
    case 'raw':
      return command.spliceCommandType;
  }
}

export function writeCommand(to: BitSink, command: SpliceCommand): void {
  if (command.type === 'splice_insert') writeSpliceInsert(to, command);
  else if (command.type === 'time_signal') writeSpliceTime(to, command.spliceTime);
  else if (command.type !== 'splice_null') writeHex(to, 'splice_command', command.hex);
}
