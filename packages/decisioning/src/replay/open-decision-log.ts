import { appendFile, mkdir, open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.js';
import { keepSnapshot } from './catalogue-snapshots.js';
import type { DecisionLine } from './decision-line.js';

export interface DecisionLogOptions {
  readonly folder: string;
  /** Of all full decisions, 0 to 1; which ones follows from their seeds. */
  readonly share: number;
  /** A file of this length becomes the older one, and the one that was older is removed. Default 256 MiB. */
  readonly maxBytes?: number;
  /** A snapshot that could not be written is tried again so much later: to write one takes time. Default a minute. */
  readonly retryMs?: number;
  readonly onFault: (detail: string) => void;
}

/** Where decisions are written for `cutaway replay`, beside the snapshots of the catalogue that they were made from. */
export interface DecisionLog {
  /** `isWanted`: whatever the share. */
  takes(seed: number, isWanted: boolean): boolean;
  /** Nobody waits for it. */
  write(line: DecisionLine, catalogue: Catalogue): void;
  /** Writes what waits. */
  close(): Promise<void>;
}

export const DECISIONS_FILE = 'decisions.jsonl';
const OLDER_FILE = 'decisions.older.jsonl';

const NEWLINE = 10;

/** Opens the log of a folder. A line that the service before was ended in, or the disk had no room for, stays by itself. What cannot be written is told to `onFault` and left out. */
export function openDecisionLog({
  folder,
  share,
  maxBytes = 256 << 20,
  retryMs = 60_000,
  onFault,
}: DecisionLogOptions): DecisionLog {
  const file = path.join(folder, DECISIONS_FILE);
  let work: Promise<void> = Promise.resolve();
  let waiting: string[] = [];
  let kept = '';
  let missing = '';
  let retryAtMs = 0;
  /** The last line of the file is known to be whole: this log has written it, and nothing failed since. */
  let isWhole = false;

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    await mkdir(folder, { recursive: true });
    const bytes = (await stat(file).catch(() => null))?.size ?? 0;
    if (bytes > maxBytes) await rename(file, path.join(folder, OLDER_FILE));
    const isTorn = !isWhole && bytes > 0 && bytes <= maxBytes && (await lastByteOf(file, bytes)) !== NEWLINE;
    isWhole = false;
    await appendFile(file, (isTorn ? '\n' : '') + lines.join(''));
    isWhole = true;
  }

  async function keep(catalogue: Catalogue): Promise<void> {
    try {
      await keepSnapshot(folder, catalogue);
    } catch (error) {
      missing = catalogue.version;
      retryAtMs = performance.now() + retryMs;
      throw error;
    }
  }

  const then = (task: () => Promise<void>): void =>
    void (work = work.then(task).catch((error: unknown) => onFault(`a decision was not written: ${String(error)}`)));

  return {
    takes: (seed, isWanted) => isWanted || (seed >>> 0) / 2 ** 32 < share,
    write(line, catalogue) {
      const isMissing = missing === catalogue.version && performance.now() >= retryAtMs;
      if (catalogue.version !== kept || isMissing) then(() => keep(catalogue));
      if (isMissing) missing = '';
      kept = catalogue.version;
      waiting.push(`${JSON.stringify(line)}\n`);
      if (waiting.length === 1) then(flush);
    },
    async close() {
      await work;
    },
  };
}

async function lastByteOf(file: string, bytes: number): Promise<number | undefined> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, bytes - 1);
    return buffer[0];
  } finally {
    await handle.close();
  }
}
