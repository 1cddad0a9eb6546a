import { readUint } from './read-uint.js';
import type { TsPacket } from './ts-packet.js';

/** Bytes of a section or a PES packet that is not whole yet. */
export interface TsPartial {
  readonly counter: number;
  readonly bytes: Uint8Array;
}

/** Parts by PID. Never changed: a step gives another. */
export type TsPartials = Readonly<Record<number, TsPartial>>;

/** A section has at most 4096 bytes (ISO/IEC 13818-1 §2.4.4); metadata that is longer than this is no signal. */
const MAX_UNIT_BYTES = 65_536;
const STUFFING = 0xff;

/** What one packet ends: whole units, and what is left of one that has begun. */
export interface TsUnits {
  readonly units: readonly Uint8Array[];
  readonly partial: TsPartial | null;
}

/** True where a packet says again what the one before said: it may be sent twice (§2.4.3.3). */
export function isRepeat(partial: TsPartial | undefined, packet: TsPacket): boolean {
  return partial !== undefined && !packet.startsUnit && partial.counter === packet.counter;
}

/** Sections of a PID: several in one packet, one over several packets. A packet that is lost takes its section with it. */
export function stepSections(partial: TsPartial | undefined, { payload, startsUnit, counter }: TsPacket): TsUnits {
  const followed = partial && ((partial.counter + 1) & 0x0f) === counter ? partial.bytes : null;
  const pointer = startsUnit ? 1 + (payload[0] ?? 0) : 0;
  const units: Uint8Array[] = [];
  const tail = startsUnit ? payload.subarray(1, pointer) : payload;
  let rest = followed && join(followed, tail);
  if (rest) rest = takeSections(rest, units);
  if (startsUnit) rest = takeSections(payload.subarray(pointer), units);
  return { units, partial: rest && rest.length <= MAX_UNIT_BYTES ? { counter, bytes: rest } : null };
}

/** Moves whole sections to `units`; gives what is left, null where that is stuffing or nothing. */
function takeSections(bytes: Uint8Array, units: Uint8Array[]): Uint8Array | null {
  let at = 0;
  while (at < bytes.length && bytes[at] !== STUFFING) {
    const length = 3 + (readUint(bytes, at + 1, 2) & 0xfff);
    // Not even its length is there, or not all of it.
    if (at + 3 > bytes.length || at + length > bytes.length) return bytes.subarray(at);
    units.push(bytes.subarray(at, at + length));
    at += length;
  }
  return null;
}

/** PES packets of a PID: whole when the next one starts, or at once where it tells its length. */
export function stepPes(partial: TsPartial | undefined, { payload, startsUnit, counter }: TsPacket): TsUnits {
  const units: Uint8Array[] = [];
  if (startsUnit && partial) units.push(partial.bytes);
  const followed = partial && ((partial.counter + 1) & 0x0f) === counter ? join(partial.bytes, payload) : null;
  const bytes = startsUnit ? payload : followed;
  if (!bytes || bytes.length > MAX_UNIT_BYTES) return { units, partial: null };
  const length = readUint(bytes, 4, 2);
  if (!(length > 0 && bytes.length >= 6 + length)) return { units, partial: { counter, bytes } };
  return { units: [...units, bytes.subarray(0, 6 + length)], partial: null };
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
