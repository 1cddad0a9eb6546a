import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { RecordShelf, ShelvedRecord } from './record-shelf.js';
import { writeWhole } from '../events/write-whole.js';

const MAGIC = 'CUTCAPS1';

/**
 * Keeps a shelf on disk, a file for each shard. A crash loses what was counted since the last `save` began, and never more: a file is
 * written beside the old one, synced, and takes its place whole.
 */
export interface CapSnapshot {
  /** Fills the shelf. Files that are broken are told of and left out. */
  load(shelf: RecordShelf, nowMs: number): Promise<readonly { readonly file: string; readonly why: string }[]>;
  /** Writes the shards that changed. One at a time: a second call waits for the first. */
  save(shelf: RecordShelf): Promise<void>;
}

export function createCapSnapshot(folder: string): CapSnapshot {
  let last: Promise<unknown> = Promise.resolve();
  return {
    load: async (shelf, nowMs) => {
      await mkdir(folder, { recursive: true });
      const broken: { file: string; why: string }[] = [];
      for (const file of (await readdir(folder)).filter((name) => name.endsWith('.caps')).sort()) {
        const why = fill(shelf, await readFile(path.join(folder, file)), nowMs);
        if (why !== null) broken.push({ file, why });
      }
      shelf.takeChanged();
      return broken;
    },
    save: (shelf) => {
      const saved = last.then(async () => {
        for (const index of shelf.takeChanged()) {
          try {
            await writeWhole(path.join(folder, `${index}.caps`), await encode([...shelf.shard(index)]));
          } catch (error) {
            shelf.markChanged(index); // so that the next save tries again
            throw error;
          }
        }
      });
      last = saved.catch(() => undefined);
      return saved;
    },
  };
}

type Entry = readonly [key: string, record: ShelvedRecord];

/** So many records are written in one go, which is less than a millisecond: whoever waits for an answer is not to wait for a shard. */
const AT_ONCE = 1000;
const HEAD_BYTES = 11;

/** Magic 8, then records of (key length 8, bytes length 16, until 64, key, bytes), then CRC-32 of all before it. */
async function encode(entries: readonly Entry[]): Promise<Buffer> {
  const file = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + mostBytesOf(entry), MAGIC.length + 4));
  let at = file.write(MAGIC, 'latin1');
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

const mostBytesOf = ([key, { bytes }]: Entry): number => HEAD_BYTES + 3 * key.length + bytes.length;

function fill(shelf: RecordShelf, file: Buffer, nowMs: number): string | null {
  if (file.length < 12 || file.toString('latin1', 0, 8) !== MAGIC) return 'it is no snapshot of caps';
  const end = file.length - 4;
  if (crc32(file.subarray(0, end)) !== file.readUInt32BE(end)) return 'its checksum is wrong';
  for (let at = 8; at < end;) {
    const keyEnd = at + 11 + file.readUInt8(at);
    const bytesEnd = keyEnd + file.readUInt16BE(at + 1);
    const untilMs = file.readDoubleBE(at + 3);
    const bytes = new Uint8Array(file.subarray(keyEnd, bytesEnd));
    if (untilMs > nowMs) shelf.put(file.toString('utf8', at + 11, keyEnd), bytes, untilMs);
    at = bytesEnd;
  }
  return null;
}
