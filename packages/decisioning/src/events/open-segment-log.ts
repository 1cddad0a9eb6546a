import type { WallMs } from '@cutaway/model';
import { nodeDisk, type Disk, type DiskFile } from './disk.js';
import type { EventLog, LoggedEvent, TellLogged } from './event-log.js';
import { keepLogId } from './log-id.js';
import { faultOfRecord } from './log-mark.js';
import { tellSafely } from './tell-safely.js';
import { frameBatch, framedBytes, HEADER_BYTES, MAX_RECORD_BYTES } from './frame.js';
import { openBatch, type Batch } from './batch.js';
import { cutTornTail, listSegments, readSegment, segmentAt, type Damage, type Segment } from './segment-files.js';

export interface SegmentLogOptions {
  /** Of this log alone, and of one process. */
  readonly folder: string;
  /** A segment is followed by another one when it would grow beyond. Default 32 MiB. */
  readonly maxSegmentBytes?: number;
  /** The oldest segments are removed when a new one begins, so that this much is left. Default: all are kept. */
  readonly keepBytes?: number;
  /** Segments whose last record is older are removed, at the start and when a new one begins. Default: none is. */
  readonly keepMs?: number;
  readonly nowMs?: () => WallMs;
  /** How long a record waits for others, so that they share one fsync. Default 10. */
  readonly flushMs?: number;
  /** What waits at most; more is refused. Default 32 MiB. */
  readonly maxPendingBytes?: number;
  /** After each commit: how many records shared it. */
  readonly onCommit?: (records: number) => void;
  /** Where a segment cannot be read to its end. */
  readonly onDamage?: (damage: Damage) => void;
  /** Names a log that is made, for who follows it from another process. Left out: nobody does. */
  readonly newId?: () => string;
  readonly disk?: Disk;
  readonly after?: (ms: number, run: () => void) => unknown;
}

/** The embedded log: segment files in one folder. */
export interface SegmentLog extends EventLog {
  /** Behind the last durable record. */
  end(): number;
  /** Some records from an offset on, at most `max` and of one segment, and where to go on; `next` is `end()` when there are no more. */
  read(from: number, max: number): Promise<{ readonly records: readonly LoggedEvent[]; readonly next: number }>;
  /** Removes the segments that end before an offset; the one that is written stays. */
  dropBefore(offset: number): Promise<void>;
}

/**
 * Opens the log of a folder; a tail that a crash has torn is cut. Records gather for `flushMs`, are written at once and are durable
 * (fdatasync) before any of them is acknowledged.
 * @throws Error where the folder cannot be read or written.
 */
export async function openSegmentLog(options: SegmentLogOptions): Promise<SegmentLog> {
  const {
    folder,
    flushMs = 10,
    maxSegmentBytes = 32 << 20,
    maxPendingBytes = 32 << 20,
    keepBytes = Infinity,
    keepMs = Infinity,
    nowMs = () => Date.now(),
  } = options;
  const {
    disk = nodeDisk,
    after = (ms: number, run: () => void) => setTimeout(run, ms),
    onDamage = () => undefined,
    newId,
  } = options;
  const segments: Segment[] = [...(await listSegments(disk, folder))];
  if (newId !== undefined) await keepLogId(disk, folder, { isNew: segments.length === 0, newId });
  if (segments.length === 0) segments.push(segmentAt(folder, 0));
  const listeners = new Set<TellLogged>();
  let file: DiskFile | null = await disk.open(last().file);
  let end = last().base + (await cutTornTail(disk, last()));
  let waiting: Batch = openBatch();
  let isScheduled = false;
  let isClosed = false;
  let work: Promise<void> = Promise.resolve();
  await dropOld(); // nothing of it is read any more

  function last(): Segment {
    return segments[segments.length - 1]!;
  }

  function commitNext(): Promise<void> {
    const batch = waiting;
    waiting = openBatch();
    isScheduled = false;
    return (work = work.then(() => commit(batch)));
  }

  async function commit(batch: Batch): Promise<void> {
    if (batch.texts.length === 0) return;
    try {
      if (file === null || end - last().base + batch.bytes > maxSegmentBytes) file = await nextSegment();
      await file.write(frameBatch(batch.texts, batch.bytes), end - last().base);
      await file.sync();
    } catch (error) {
      await leaveSegment();
      return batch.reject(new Error(`Cannot keep ${batch.texts.length} events: ${String(error)}`, { cause: error }));
    }
    batch.texts.forEach((text, index) => {
      const offset = end;
      end += framedBytes(text);
      const logged = { offset, next: end, id: batch.ids[index]!, text };
      for (const tell of listeners) tellSafely(tell, logged);
    });
    options.onCommit?.(batch.texts.length);
    batch.resolve();
  }

  async function nextSegment(): Promise<DiskFile> {
    await file?.close();
    file = null;
    const next = segmentAt(folder, end);
    const opened = await disk.open(next.file);
    if (next.base !== last().base) segments.push(next);
    await dropBefore(end - keepBytes);
    await dropOld();
    return opened;
  }

  /** After a failed write or fsync nobody knows what the file holds behind `end`: it is cut there, and another one goes on. */
  async function leaveSegment(): Promise<void> {
    const left = file;
    file = null;
    await left?.cut(end - last().base).catch(() => undefined); // a reader stops where the next segment begins
    await left?.close().catch(() => undefined);
  }

  async function dropBefore(offset: number): Promise<void> {
    while (segments.length > 1 && segments[1]!.base <= offset) await disk.remove(segments.shift()!.file);
  }

  async function dropOld(): Promise<void> {
    const isOld = async ({ file }: Segment): Promise<boolean> =>
      nowMs() - (await disk.changedAtMs(file).catch(() => Infinity)) > keepMs;
    while (keepMs < Infinity && segments.length > 1 && (await isOld(segments[0]!)))
      await disk.remove(segments.shift()!.file);
  }

  async function readSome(from: number, max: number, damaged = onDamage): ReturnType<SegmentLog['read']> {
    const index = segments.findIndex((_, n) => (segments[n + 1]?.base ?? end) > from);
    const segment = segments[index];
    if (segment === undefined) return { records: [], next: end };
    const segmentEnd = segments[index + 1]?.base ?? end;
    const records: LoggedEvent[] = [];
    for (const logged of readSegment(await disk.read(segment.file), segment, { from, end: segmentEnd }, damaged)) {
      if (records.length >= max) return { records, next: logged.offset };
      records.push(logged);
    }
    return { records, next: segmentEnd };
  }

  return {
    append(id, text) {
      const bytes = framedBytes(text);
      if (isClosed) return refuse('the log is closed, expected it to be open');
      if (bytes > MAX_RECORD_BYTES + HEADER_BYTES) return refuse(`it has ${bytes} bytes, expected ${MAX_RECORD_BYTES}`);
      if (waiting.bytes + bytes > maxPendingBytes) return refuse(`${waiting.bytes} bytes wait, expected less`);
      waiting.add(id, text, bytes);
      if (!isScheduled) {
        isScheduled = true;
        after(flushMs, () => void work.then(commitNext));
      }
      return waiting.durable;
    },
    async follow(from, tell) {
      for (let at = from; at < end;) {
        const upTo = end;
        for (const [index, segment] of [...segments].entries()) {
          const segmentEnd = Math.min(segments[index + 1]?.base ?? upTo, upTo);
          if (segmentEnd <= at) continue;
          const bytes = await disk.read(segment.file);
          for (const logged of readSegment(bytes, segment, { from: at, end: segmentEnd }, onDamage)) {
            const told = tell(logged);
            if (told instanceof Promise) await told;
          }
          at = segmentEnd;
        }
      }
      const listener: TellLogged = (logged) => tell(logged);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check(mark) {
      if (mark.next > end) return `the log ends at ${end}, expected ${mark.next} or more`;
      if (mark.offset < segments[0]!.base) return null; // it was kept for its time, and is gone
      const { records } = await readSome(mark.offset, 1, () => undefined);
      return faultOfRecord(mark, records[0] ?? null);
    },
    end: () => end,
    read: (from, max) => readSome(from, max),
    dropBefore,
    async close() {
      isClosed = true;
      await commitNext();
      await work;
      await file?.close();
      file = null;
    },
  };
}

function refuse(why: string): Promise<never> {
  return Promise.reject(new Error(`Cannot keep an event: ${why}`));
}
