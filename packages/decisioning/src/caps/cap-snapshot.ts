import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../events/write-whole.js';
import { readCapFile, writeCapFile, type CapFile } from './cap-file.js';
import { SHARDS, type RecordShelf, type ShelvedRecord } from './record-shelf.js';

/**
 * Keeps a shelf on disk. A crash loses what was counted since the last `save` began, and never more: a file is written beside
 * the old one, synced, and takes its place whole.
 *
 * Each save writes what changed since the one before, as `<save>.changes`, and one of the shards whole, as `<shard>.caps`, each in its turn:
 * of a hundred thousand viewers a second's decisions change some thousands, and to walk over all takes a tenth of a processor. Changes that
 * every shard has been written after are deleted. Files are read in the order of their saves, so that the later one counts.
 */
export interface CapSnapshot {
  /** Fills the shelf, once. Files that are broken are told of and left out. */
  load(nowMs: number): Promise<readonly { readonly file: string; readonly why: string }[]>;
  /** Writes what changed. One at a time: a second call waits for the first. */
  save(): Promise<void>;
}

const GONE: ShelvedRecord = { bytes: new Uint8Array(), untilMs: 0 };

export function createCapSnapshot(folder: string, shelf: RecordShelf): CapSnapshot {
  const changed = new Set<string>();
  /** Shards that are not on disk as they are, and after which save each was. */
  const stale = new Set<number>();
  const writtenAt: number[] = Array.from({ length: SHARDS }, () => 0);
  const deltas = new Set<number>();
  let saves = 0;
  let last: Promise<unknown> = Promise.resolve();
  shelf.onChange((key) => {
    changed.add(key);
    stale.add(shelf.shardOf(key));
  });
  const at = (name: string): string => path.join(folder, name);

  async function writeChanges(): Promise<void> {
    const keys = [...changed];
    changed.clear();
    try {
      const entries = keys.map((key) => [key, shelf.find(key) ?? GONE] as const);
      await writeWhole(at(`${saves}.changes`), await writeCapFile(saves, entries));
      deltas.add(saves);
    } catch (error) {
      for (const key of keys) changed.add(key); // so that the next save tries again
      throw error;
    }
  }

  async function writeShard(index: number): Promise<void> {
    if (stale.delete(index)) {
      try {
        await writeWhole(at(`${index}.caps`), await writeCapFile(saves, [...shelf.shard(index)]));
      } catch (error) {
        stale.add(index);
        throw error;
      }
    }
    writtenAt[index] = saves;
    const since = Math.min(...writtenAt);
    for (const save of deltas)
      if (save <= since) {
        await rm(at(`${save}.changes`), { force: true });
        deltas.delete(save);
      }
  }

  return {
    load: async (nowMs) => {
      await mkdir(folder, { recursive: true });
      const broken: { file: string; why: string }[] = [];
      const files: CapFile[] = [];
      for (const name of (await readdir(folder)).sort()) {
        const [, save] = /^(\d+)\.changes$/.exec(name) ?? [];
        if (save === undefined && !name.endsWith('.caps')) continue;
        const file = readCapFile(await readFile(at(name)));
        if (typeof file === 'string') broken.push({ file: name, why: file });
        else files.push(file);
        if (save !== undefined) deltas.add(Number(save));
      }
      files.sort((one, other) => one.save - other.save);
      for (const { entries } of files)
        for (const [key, { bytes, untilMs }] of entries)
          if (untilMs > nowMs || bytes.length === 0) shelf.put(key, bytes, untilMs);
      saves = Math.max(0, ...deltas, ...files.map(({ save }) => save));
      changed.clear();
      return broken;
    },
    save: () => {
      const saved = last.then(async () => {
        if (changed.size === 0) return;
        saves += 1;
        await writeChanges();
        await writeShard(saves % SHARDS);
      });
      last = saved.catch(() => undefined);
      return saved;
    },
  };
}
