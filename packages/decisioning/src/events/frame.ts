import { crc32 } from 'node:zlib';

/** Before each record: its length in bytes, then the CRC-32 (ISO 3309, as gzip has it) of its bytes, both unsigned and little-endian. */
export const HEADER_BYTES = 8;

/** Longer than any record: a length above it is damage, and must not be believed. */
export const MAX_RECORD_BYTES = 1 << 20;

/** One piece of bytes for a whole batch, so that it is one write. `bytes` is the sum of what `framedBytes` says. */
export function frameBatch(texts: readonly string[], bytes: number): Buffer {
  const batch = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const text of texts) {
    const length = batch.write(text, at + HEADER_BYTES, 'utf8');
    const end = at + HEADER_BYTES + length;
    batch.writeUInt32LE(length, at);
    batch.writeUInt32LE(crc32(batch.subarray(at + HEADER_BYTES, end)), at + 4);
    at = end;
  }
  return batch;
}

/** What a record takes in the log. */
export const framedBytes = (text: string): number => HEADER_BYTES + Buffer.byteLength(text, 'utf8');

/** A whole record, and where the next one begins. */
export interface Frame {
  readonly text: string;
  readonly end: number;
}

/** The record at a place, or null where it is torn or damaged. An empty one is damage: a file of zeros would be full of them. */
export function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + HEADER_BYTES > bytes.length) return null;
  const length = bytes.readUInt32LE(at);
  const end = at + HEADER_BYTES + length;
  if (length === 0 || length > MAX_RECORD_BYTES || end > bytes.length) return null;
  const payload = bytes.subarray(at + HEADER_BYTES, end);
  return crc32(payload) === bytes.readUInt32LE(at + 4) ? { text: payload.toString('utf8'), end } : null;
}

/** How many bytes from the start are whole records. */
export function wholeBytes(bytes: Buffer): number {
  let at = 0;
  for (let frame; (frame = frameAt(bytes, at));) at = frame.end;
  return at;
}
