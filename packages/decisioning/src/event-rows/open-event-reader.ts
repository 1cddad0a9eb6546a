import { stat } from 'node:fs/promises';
import path from 'node:path';
import { nodeDisk } from '../events/disk.js';
import type { LoggedEvent } from '../events/event-log.js';
import { readLogId } from '../events/log-id.js';
import { listSegments, readSegment, type Damage, type Segment } from '../events/segment-files.js';

/** Some records of a log, and where to go on. */
export interface ReadEvents {
  readonly records: readonly Pick<LoggedEvent, 'offset' | 'next' | 'text'>[];
  /** The offset that was asked for when there is nothing more, yet. */
  readonly next: number;
  /** What was passed over, with its unit: it was removed before it was read, or is damaged. null: nothing. */
  readonly missed: string | null;
}

/** Reads a log that another process writes; changes nothing in it. */
export interface EventReader {
  /** Names the log: offsets of another one mean something else. */
  readonly log: string;
  /** Tells the log from one that is made anew in its place. null: `log` does, or it is of a service that gave it no name. */
  readonly made: string | null;
  /** Records from an offset on, at most `max` and of one segment. */
  read(from: number, max: number): Promise<ReadEvents>;
  close(): Promise<void>;
}

/**
 * A reader of a service's segment log.
 * @param data the service's `--data`, or its folder of events.
 * @throws Error where there is none.
 */
export async function openEventReader(data: string): Promise<EventReader> {
  const folder = await eventsIn(data);
  let held: { readonly segment: Segment; readonly size: number; readonly bytes: Buffer } | null = null;

  /** A segment only grows: it is read again when it has. */
  async function bytesOf(segment: Segment): Promise<Buffer> {
    const { size } = await stat(segment.file);
    if (held?.segment.file !== segment.file || held.size !== size)
      held = { segment, size, bytes: await nodeDisk.read(segment.file) };
    return held.bytes;
  }

  const made = await readLogId(nodeDisk, folder);
  return {
    ...{ log: 'segments', made },
    close: () => Promise.resolve(),
    async read(from, max) {
      const segments = await listSegments(nodeDisk, folder);
      const index = Math.max(0, segments.filter(({ base }) => base <= from).length - 1);
      const segment = segments[index];
      if (segment === undefined) return { records: [], next: from, missed: null };
      const bytes = await bytesOf(segment);
      const now = await readLogId(nodeDisk, folder);
      if (made !== null && now !== null && now !== made)
        throw new Error(`Cannot read events from ${from}: the log was made anew, expected the one of before`);
      const followedAt = segments[index + 1]?.base ?? null;
      const begin = Math.max(from, segment.base);
      const end = followedAt ?? segment.base + bytes.length;
      if (begin > end) throw new Error(`Cannot read events from ${from}: the log ends at ${end}, expected it to go on`);
      const records: LoggedEvent[] = [];
      let next = end;
      let missedBytes = begin - from;
      const onDamage = ({ offset, lostBytes }: Damage): void => {
        // At the end of all it is a record that is being written: it will be whole.
        if (followedAt === null) next = offset;
        else missedBytes += lostBytes;
      };
      for (const logged of readSegment(bytes, segment, { from: begin, end }, onDamage)) {
        if (records.length === max) {
          next = logged.offset;
          break;
        }
        records.push(logged);
      }
      return { records, next, missed: missedBytes > 0 ? `${missedBytes} bytes` : null };
    },
  };
}

async function eventsIn(data: string): Promise<string> {
  for (const folder of [path.join(data, 'events'), data])
    if (
      await stat(folder)
        .catch(() => null)
        .then((found) => found?.isDirectory() === true)
    ) {
      if ((await listSegments(nodeDisk, folder)).length > 0) return folder;
    }
  throw new Error(`Cannot read events of ${data}: there is no event log, expected the --data folder of a service`);
}
