import { mkdir, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rewriteJournal } from '../events/rewrite-journal.js';
import { createMemoryPlanStore, lastRecords, type PlanRecord, type PlanStore } from './plan-store.js';

export interface PlanJournalOptions {
  /** A file that has grown by more is written anew, as what its plans came to. Default 16 MiB. */
  readonly mostGrownBytes?: number;
}

/**
 * Plans in a file, a JSON line for each change; what is closed goes when the file is opened again, or has grown. A line that a crash cut off is
 * dropped: nobody was told that it is kept.
 * @throws Error (from `load`) where a whole line in the middle cannot be read, with its number.
 */
export function createPlanJournal(file: string, { mostGrownBytes = 16 << 20 }: PlanJournalOptions = {}): PlanStore {
  const now = createMemoryPlanStore();
  let handle: FileHandle | null = null;
  let lastWrite: Promise<void> = Promise.resolve();
  let waiting: PlanRecord[] = [];
  let bytes = 0;
  let bytesAnew = 0;

  async function load(): Promise<readonly PlanRecord[]> {
    await mkdir(dirname(file), { recursive: true });
    const alive = lastRecords(parseJournal(await readIfThere(file), file));
    await now.keep(alive);
    await writeAnew();
    return alive;
  }

  async function writeAnew(): Promise<void> {
    const text = textOf(await now.load());
    const next = await rewriteJournal(file, text);
    const before = handle;
    handle = next;
    bytes = bytesAnew = Buffer.byteLength(text);
    await before?.close().catch(() => {}); // nobody reads what it holds
  }

  /** What comes while the disk is busy goes with the next write: one flush for all of it. */
  function keep(records: readonly PlanRecord[]): Promise<void> {
    waiting.push(...records);
    const written = lastWrite.then(flush);
    lastWrite = written.catch(() => {}); // told to who asked; the next may succeed
    return written;
  }

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    if (handle === null) throw new Error(`Cannot keep plans in ${file}: it is closed, expected load() before`);
    const batch = waiting;
    waiting = [];
    try {
      await handle.appendFile(textOf(batch));
      await handle.datasync();
      bytes = (await handle.stat()).size;
      await now.keep(batch);
    } catch (error) {
      waiting = [...batch, ...waiting]; // the next write tries them again, behind what is whole
      await handle.truncate(bytes).catch(() => {});
      throw error;
    }
    if (bytes - bytesAnew > mostGrownBytes) await writeAnew().catch(() => (bytesAnew = bytes)); // as long as it is, it is whole
  }

  async function close(): Promise<void> {
    await lastWrite;
    await handle?.close();
    handle = null;
  }

  return { load, keep, close };
}

/** The records of a journal's text. */
function parseJournal(text: string, name: string): readonly PlanRecord[] {
  const lines = text.split('\n');
  const torn = lines.pop(); // empty where the last line is whole
  const records = lines.filter((line) => line !== '').map((line, at) => parseLine(line, `${name}:${at + 1}`));
  const last = torn ? tryParse(torn) : null;
  return last === null ? records : [...records, last];
}

function parseLine(line: string, where: string): PlanRecord {
  const record = tryParse(line);
  if (record === null) throw new Error(`Cannot read journal ${where}: the line is damaged, expected a JSON record`);
  return record;
}

function tryParse(line: string): PlanRecord | null {
  try {
    return JSON.parse(line) as PlanRecord;
  } catch {
    return null;
  }
}

const textOf = (records: readonly PlanRecord[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
