import { decodeRecord, encodeRecord, type CapEntry } from './cap-record.js';
import { EXPOSURE_MEMORY_MS, type CapCommit, type CapPromise, type CapRelease, type CapStore } from './cap-store.js';
import { createExposureMemory } from './exposure-memory.js';
import { createRecordShelf, type RecordShelf } from './record-shelf.js';
import { keepMs } from './cap-window.js';
import { addCount, addPromise, promiseEnd, refusingCap, takePromise, trim, type CountedCap } from './step-record.js';

export interface MemoryCapStoreOptions {
  /** Beyond that, the records that were touched longest ago are forgotten. */
  readonly mostRecords?: number;
  readonly mostExposures?: number;
  /** Given where it is to be kept on disk. */
  readonly shelf?: RecordShelf;
}

const MOST_RECORDS = 200_000;
const MOST_EXPOSURES = 500_000;

/** In this process: exact for one node, gone with it unless its shelf is kept on disk. */
export function createMemoryCapStore(options: MemoryCapStoreOptions = {}): CapStore {
  const shelf = options.shelf ?? createRecordShelf(options.mostRecords ?? MOST_RECORDS);
  const exposures = createExposureMemory(options.mostExposures ?? MOST_EXPOSURES);

  return {
    read: async (keys, nowMs) => keys.map((key) => shelf.get(key, nowMs)),
    reserve: async ({ key, exposures: asked, nowMs, expiresAtMs }: CapPromise) => {
      const record = decodeRecord(shelf.get(key, nowMs));
      const end = promiseEnd(nowMs, expiresAtMs);
      const promised = { phase: 'promised', expiresAtMs: end } as const; // one for all that is promised at once: they are kept for long
      let isChanged = false;
      const answers = asked.map(({ id, caps }) => {
        const state = exposures.get(key, id, nowMs);
        if (state?.phase === 'counted' || (state?.phase === 'promised' && state.expiresAtMs > nowMs)) return -1;
        const refusing = refusingCap(record, caps, nowMs);
        if (refusing !== -1) return refusing;
        addPromise(record, caps, end);
        isChanged = true;
        exposures.set(key, id, promised, end + EXPOSURE_MEMORY_MS);
        return -1;
      });
      if (isChanged) put(key, record, nowMs, end + 10_000);
      return answers;
    },
    commit: async ({ key, exposure: { id, caps }, nowMs, shownAtMs }: CapCommit) => {
      const state = exposures.get(key, id, nowMs);
      if (state?.phase === 'counted') return false;
      const record = decodeRecord(shelf.get(key, nowMs));
      if (state?.phase === 'promised') takePromise(record, caps, state.expiresAtMs);
      addCount(record, caps, { nowMs, shownAtMs });
      exposures.set(key, id, { phase: 'counted' }, nowMs + EXPOSURE_MEMORY_MS);
      put(key, record, nowMs, nowMs + longestOf(caps));
      return true;
    },
    release: async ({ key, exposure: { id, caps }, nowMs }: CapRelease) => {
      const state = exposures.get(key, id, nowMs);
      if (state?.phase !== 'promised') return false;
      const record = decodeRecord(shelf.get(key, nowMs));
      takePromise(record, caps, state.expiresAtMs);
      exposures.set(key, id, { phase: 'released' }, nowMs + EXPOSURE_MEMORY_MS);
      put(key, record, nowMs, nowMs);
      return true;
    },
    close: async () => undefined,
  };

  function put(key: string, record: CapEntry[], nowMs: number, until: number): void {
    trim(record, nowMs);
    shelf.put(key, encodeRecord(record), until);
  }
}

/** How long a record must live for these caps, in milliseconds. */
function longestOf(caps: readonly CountedCap[]): number {
  return Math.max(0, ...caps.map(({ capId, units }) => keepMs({ unitClass: capId >>> 27, units })));
}
