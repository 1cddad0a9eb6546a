import type { WallMs } from '@cutaway/model';
import type { Id3Frame } from './read-id3.js';
import { readUint } from './read-uint.js';

const OWNER = 'standards@scte.org';
/** TAI_seconds (48 bits), TAI_ns (32 bits), UTC_offset (16 bits). */
const TIME_BYTES = 12;

/**
 * The wall clock of an ID3 PRIV frame of SCTE (SCTE 35 §10.3.4): UTC = TAI - UTC_offset, from 1970. The frame holds the fields of a
 * time_descriptor(), with or without the head of one. null: it is another frame.
 */
export function readWallClock({ type, owner, data }: Id3Frame): WallMs | null {
  if (type !== 'PRIV' || owner !== OWNER || data.length < TIME_BYTES) return null;
  const at = data.length - TIME_BYTES;
  const seconds = readUint(data, at, 6) - readUint(data, at + 10, 2);
  return seconds * 1000 + readUint(data, at + 6, 4) / 1_000_000;
}

/** PTS of packed audio in milliseconds (RFC 8216 §3.4): eight bytes whose upper 31 bits are zero. null: it is another frame. */
export function readTransportTime({ type, owner, data }: Id3Frame): number | null {
  if (type !== 'PRIV' || owner !== 'com.apple.streaming.transportStreamTimestamp' || data.length !== 8) return null;
  return (readUint(data, 0, 8) % 2 ** 33) / 90;
}
