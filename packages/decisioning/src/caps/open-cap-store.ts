import { createCapSnapshot } from './cap-snapshot.js';
import type { CapStore } from './cap-store.js';
import { createMemoryCapStore } from './memory-cap-store.js';
import { createRecordShelf } from './record-shelf.js';

export interface DiskCapStoreOptions {
  /** Made if it is not there. */
  readonly folder: string;
  readonly nowMs: number;
  /** Beyond that, the viewers seen longest ago are forgotten. 200,000: some 60 MB. */
  readonly mostRecords?: number;
  /** How much a crash may lose, in milliseconds: 2,000 unless told. */
  readonly everyMs?: number;
  /** Told of files that cannot be read or written; the store goes on without. */
  readonly onFault?: (why: string) => void;
}

/** The store of one node: in memory, on disk every so often and when it closes. */
export async function openDiskCapStore(options: DiskCapStoreOptions): Promise<CapStore> {
  const { folder, nowMs, mostRecords = 200_000, everyMs = 2_000, onFault = () => undefined } = options;
  const shelf = createRecordShelf(mostRecords);
  const snapshot = createCapSnapshot(folder, shelf);
  for (const { file, why } of await snapshot.load(nowMs)) onFault(`Cannot read caps of ${file}: ${why}`);
  const save = () => snapshot.save().catch((error: unknown) => onFault(`Cannot write caps: ${String(error)}`));
  const timer = setInterval(() => void save(), everyMs);
  timer.unref();
  return {
    ...createMemoryCapStore({ shelf }),
    close: async () => {
      clearInterval(timer);
      await save();
    },
  };
}
