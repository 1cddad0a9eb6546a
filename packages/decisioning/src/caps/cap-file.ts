import { crc32 } from 'node:zlib';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ShelvedRecord } from './record-shelf.js';

/** A record under its key; without bytes it says that there is none any more. */
export type CapEntry = readonly [key: string, record: ShelvedRecord];

/** What a file holds, in the order in which it was written. `save`: the count of saves when it was. */
export interface CapFile {
  readonly save: number;
  readonly entries: readonly CapEntry[];
}

const MAGIC = 'CUTCAPS2';
/** Before saves were counted. */
const OLD_MAGIC = 'CUTCAPS1';
const SAVE_BYTES = 8;
const CRC_BYTES = 4;
const HEAD_BYTES = 11;
/** So many records are written in one go, which is less than a millisecond: whoever waits for an answer is not to wait for a file. */
const AT_ONCE = 1000;

/** Magic 8, save 64, then records of (key length 8, bytes length 16, until 64, key, bytes), then CRC-32 of all before it. */
export async function writeCapFile(save: number, entries: readonly CapEntry[]): Promise<Buffer> {
  const most = entries.reduce((sum, entry) => sum + mostBytesOf(entry), MAGIC.length + SAVE_BYTES + CRC_BYTES);
  const file = Buffer.allocUnsafe(most);
  let at = file.writeDoubleBE(save, file.write(MAGIC, 'latin1'));
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    for (const [key, { bytes, untilMs }] of entries.slice(from, from + AT_ONCE)) {
      const keyBytes = file.write(key, at + HEAD_BYTES);
      file.writeUInt8(keyBytes, at);
      file.writeUInt16BE(bytes.length, at + 1);
      file.writeDoubleBE(untilMs, at + 3);
      file.set(bytes, at + HEAD_BYTES + keyBytes);
      at += HEAD_BYTES + keyBytes + bytes.length;
    }
    await breathe();
  }
  return file.subarray(0, file.writeUInt32BE(crc32(file.subarray(0, at)), at));
}

const mostBytesOf = ([key, { bytes }]: CapEntry): number => HEAD_BYTES + 3 * key.length + bytes.length;

/** @returns why it is none, as a text, or what it holds. */
export function readCapFile(file: Buffer): string | CapFile {
  const magic = file.toString('latin1', 0, MAGIC.length);
  const from = MAGIC.length + (magic === OLD_MAGIC ? 0 : SAVE_BYTES);
  const end = file.length - CRC_BYTES;
  if (end < from || (magic !== MAGIC && magic !== OLD_MAGIC)) return 'it is no snapshot of caps';
  if (crc32(file.subarray(0, end)) !== file.readUInt32BE(end)) return 'its checksum is wrong';
  const entries: CapEntry[] = [];
  for (let at = from; at < end;) {
    const keyEnd = at + HEAD_BYTES + file.readUInt8(at);
    const bytesEnd = keyEnd + file.readUInt16BE(at + 1);
    const bytes = new Uint8Array(file.subarray(keyEnd, bytesEnd));
    entries.push([file.toString('utf8', at + HEAD_BYTES, keyEnd), { bytes, untilMs: file.readDoubleBE(at + 3) }]);
    at = bytesEnd;
  }
  return { save: magic === OLD_MAGIC ? 0 : file.readDoubleBE(MAGIC.length), entries };
}
