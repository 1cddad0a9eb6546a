import { writeHex, writeLatin1, type BitSink } from '../bit-sink.js';
import { readHex, readLatin1, type Bytes } from '../bytes.js';

/** private_command() (SCTE 35 §9.7.6). */
export interface PrivateCommand {
  readonly type: 'private_command';
  /** Four characters, one a byte, registered with SMPTE. */
  readonly identifier: string;
  /** What follows the identifier, as lower-case hex. */
  readonly hex: string;
}

/** Throws a RangeError where it is cut short. */
export function readPrivateCommand(from: Bytes): PrivateCommand {
  return { type: 'private_command', identifier: readLatin1(from, 4), hex: readHex(from) };
}

export function writePrivateCommand(to: BitSink, { identifier, hex }: PrivateCommand): void {
  if (identifier.length !== 4) {
    throw new RangeError(`Cannot encode identifier: it is "${identifier}", expected four characters`);
  }
  writeLatin1(to, 'identifier', identifier);
  writeHex(to, 'private_bytes', hex);
}
