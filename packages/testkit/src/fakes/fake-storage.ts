import type { StoragePort } from '@cutaway/core';

/** A storage in memory that may be shared by several sessions, one after the other or at once, as by the pages of an origin. */
export interface FakeStorage {
  readonly port: StoragePort;
  /** What it holds, by key. */
  readonly entries: ReadonlyMap<string, string>;
}

/** @param onCall called before each call, with its name: a test throws here. */
export function createFakeStorage(onCall: (call: string) => void = () => undefined): FakeStorage {
  const entries = new Map<string, string>();
  return {
    entries,
    port: {
      entries() {
        onCall('entries');
        return [...entries];
      },
      write(key, text) {
        onCall('write');
        entries.set(key, text);
      },
      remove(key) {
        onCall('remove');
        entries.delete(key);
      },
      take(from, text, to) {
        onCall('take');
        const there = entries.get(from);
        if (there === undefined || (text !== null && there !== text)) return false;
        entries.delete(from);
        entries.set(to, there);
        return true;
      },
    },
  };
}
