import { openEventReader, readCatalogueRows, rowsOf } from '@cutaway/decisioning/event-rows';
import { openSink } from './open-sink.js';

export interface FollowOptions {
  /** The service's `--data`. */
  readonly data: string;
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
  /** Bytes of the log that nobody can read any more. */
  readonly onMissed?: (bytes: number) => void;
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
    const { batchRecords = 5000, pollMs = 1000, once = false, onBatch, onMissed } = options;
    const reader = await openEventReader(options.data);
    const names = options.catalogueFile === undefined ? null : await readCatalogueRows(options.catalogueFile);
    const sink = await openSink(options.database);
    try {
      if (names !== null) await sink.name(names);
      for (let from = sink.offset; !isStopped;) {
        const { records, next, missedBytes } = await reader.read(from, batchRecords);
        if (missedBytes > 0) onMissed?.(missedBytes);
        if (next === from) {
          if (once) return;
          await rest(pollMs);
          continue;
        }
        await sink.write({ rows: records.flatMap(({ text }) => rowsOf(text)), from, next });
        onBatch?.({ records: records.length, next });
        from = next;
      }
    } finally {
      sink.close();
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
