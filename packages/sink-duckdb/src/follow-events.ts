import {
  openEventReader,
  openStreamReader,
  readCatalogueRows,
  rowsOf,
  type EventReader,
} from '@cutaway/decisioning/event-rows';
import { openSink, type Sink } from './open-sink.js';

export interface FollowOptions {
  /** The service's `--data`, where its log is in files. */
  readonly data?: string;
  /** `nats://…`: where the log of its nodes is in JetStream. One of the two is needed. */
  readonly nats?: string;
  /** The stream there. Default `CUTAWAY_EVENTS`. */
  readonly stream?: string;
  /** The DuckDB file; made where there is none. */
  readonly database: string;
  /** File or folder of the catalogue, whose names go to the table `catalogue`. */
  readonly catalogueFile?: string;
  /** Ends at the end of the log, in place of waiting for more. */
  readonly once?: boolean;
  /** Records of one transaction at most. Default 5000. */
  readonly batchRecords?: number;
  /** How often a log that had nothing more is looked at. Default 1000. */
  readonly pollMs?: number;
  /** After each transaction. */
  readonly onBatch?: (batch: { readonly records: number; readonly next: number }) => void;
  /** What of the log nobody can read any more: `120 bytes`, `7 records`. */
  readonly onMissed?: (what: string) => void;
  /** JetStream does not answer, and why; it is asked again, unless with `once`, which rejects. */
  readonly onAway?: (why: string) => void;
}

export interface Following {
  /** Ends after the batch that is being written. */
  stop(): void;
  /** @throws Error (rejects) where the log cannot be read or the file cannot be written. */
  readonly ended: Promise<void>;
}

/** Copies a service's events into a DuckDB file, from where that file says it stopped: each record once, however often it is ended. */
export function followEvents(options: FollowOptions): Following {
  let isStopped = false;
  let wake = (): void => undefined;
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    const names = options.catalogueFile === undefined ? null : await readCatalogueRows(options.catalogueFile);
    const reader = await openReader(options);
    try {
      const sink = await openSink(options.database, reader.log, reader.made);
      try {
        if (names !== null) await sink.name(names);
        await copy(reader, sink);
      } finally {
        sink.close();
      }
    } finally {
      await reader.close();
    }
  }

  async function copy(reader: EventReader, sink: Sink): Promise<void> {
    const { batchRecords = 5000, pollMs = 1000, once = false, onBatch, onMissed } = options;
    for (let from = sink.offset; !isStopped;) {
      const { records, next, missed } = await reader.read(from, batchRecords);
      if (missed !== null) onMissed?.(missed);
      if (next === from) {
        if (once) return;
        await rest(pollMs);
        continue;
      }
      await sink.write({ rows: records.flatMap(({ text }) => rowsOf(text)), from, next });
      onBatch?.({ records: records.length, next });
      from = next;
    }
  }

  return {
    stop() {
      isStopped = true;
      wake();
    },
    ended: run(),
  };
}

function openReader({
  data,
  nats,
  stream,
  once = false,
  onAway = () => undefined,
}: FollowOptions): Promise<EventReader> {
  if (nats !== undefined)
    return openStreamReader({ nats, ...(stream !== undefined && { stream }), ...(!once && { onAway }) });
  if (data !== undefined) return openEventReader(data);
  throw new Error('Cannot follow events: neither data nor nats is given, expected one of them');
}
