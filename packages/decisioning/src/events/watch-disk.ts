import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { nodeDisk, type Disk } from './disk.js';

export interface DiskWatchOptions {
  readonly folder: string;
  /** Told when it changes: null, or what is wrong. */
  readonly onChange?: (fault: string | null) => void;
  readonly disk?: Pick<Disk, 'replace'>;
  /** Bytes that this process may still write. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Whether a folder's disk takes what is written. */
export interface DiskWatch {
  /** null: it does. As of the last look. */
  fault(): string | null;
  /** Writes a few bytes and waits until they are on the disk itself. */
  look(): Promise<void>;
}

/** Two segments of the event log: below it, no burst would be kept. */
const LEAST_FREE_BYTES = 64 << 20;

export function watchDisk(options: DiskWatchOptions): DiskWatch {
  const { folder, onChange = () => undefined, disk = nodeDisk, freeBytes = freeOf } = options;
  let fault: string | null = null;
  let looking: Promise<void> | null = null;

  async function see(): Promise<string | null> {
    const free = await freeBytes(folder);
    if (free < LEAST_FREE_BYTES) return `${Math.floor(free / 2 ** 20)} MB are left, expected ${LEAST_FREE_BYTES >> 20}`;
    await disk.replace(path.join(folder, 'probe'), 'writable');
    return null;
  }

  return {
    fault: () => fault,
    look: () =>
      (looking ??= see()
        .catch((error: unknown) => `it cannot be written: ${String(error)}`)
        .then((seen) => {
          if (seen !== fault) onChange(seen);
          fault = seen;
        })
        .finally(() => (looking = null))),
  };
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
