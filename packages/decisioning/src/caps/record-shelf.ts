import { forgetOldest } from '../beacons/forget-oldest.js';

/** A record and how long it matters. */
export interface ShelvedRecord {
  readonly bytes: Uint8Array;
  readonly untilMs: number;
}

/** Records in memory, in shards that can be written to disk one by one. */
export interface RecordShelf {
  get(key: string, nowMs: number): Uint8Array | null;
  /** Never shortens the time that the record is kept. */
  put(key: string, bytes: Uint8Array, untilMs: number): void;
  /** What somebody else knows better. */
  replace(key: string, bytes: Uint8Array | null, untilMs: number): void;
  readonly size: () => number;
  find(key: string): ShelvedRecord | undefined;
  /** Which of the shards a key is in. */
  shardOf(key: string): number;
  shard(index: number): ReadonlyMap<string, ShelvedRecord>;
  /** Tells of each record that is put, replaced or taken out; not of those that are forgotten where there are too many. */
  onChange(listener: (key: string) => void): void;
}

export const SHARDS = 16;

/** Holds `most` records at most: of a full shard, a sixteenth goes, those that were touched longest ago. */
export function createRecordShelf(most: number): RecordShelf {
  const shards = Array.from({ length: SHARDS }, () => new Map<string, ShelvedRecord>());
  const listeners: ((key: string) => void)[] = [];
  const mostInShard = Math.max(Math.floor(most / SHARDS), 1);
  const indexOf = (key: string) => hashOf(key) % SHARDS;
  const shardAt = (index: number) => shards[index] ?? new Map<string, ShelvedRecord>();

  return {
    size: () => shards.reduce((sum, shard) => sum + shard.size, 0),
    find: (key) => shardAt(indexOf(key)).get(key),
    shardOf: indexOf,
    shard: shardAt,
    get: (key, nowMs) => {
      const found = shardAt(indexOf(key)).get(key);
      return found !== undefined && found.untilMs > nowMs ? found.bytes : null;
    },
    put: (key, bytes, untilMs) => {
      const until = Math.max(untilMs, shardAt(indexOf(key)).get(key)?.untilMs ?? 0);
      place(key, bytes, until);
    },
    replace: (key, bytes, untilMs) => place(key, bytes ?? new Uint8Array(), untilMs),
    onChange: (listener) => void listeners.push(listener),
  };

  function place(key: string, bytes: Uint8Array, untilMs: number): void {
    const index = indexOf(key);
    const shard = shardAt(index);
    shard.delete(key); // so that it comes last
    if (bytes.length > 0) shard.set(key, { bytes, untilMs });
    for (const tell of listeners) tell(key);
    if (shard.size > mostInShard) forgetOldest(shard, mostInShard >> 4);
  }
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
