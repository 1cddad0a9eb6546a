import type { CatalogueRow, EventRow } from '@cutaway/decisioning/event-rows';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { appendRows } from './append-rows.js';
import { MAKE_INCOMING, MAKE_TABLES, SCHEMA_VERSION, TAKE_INCOMING } from './schema.js';

/** Rows that are written together with where the log goes on behind them. */
export interface SinkBatch {
  readonly rows: readonly EventRow[];
  readonly from: number;
  readonly next: number;
}

/** A DuckDB file that has a log's rows, and knows how far it has read. One process may have it open. */
export interface Sink {
  /** Where to go on: the beginning of the batch before, since a power cut can take back the end of a log that was read already. */
  readonly offset: number;
  /** Whole or not at all. Rows that are there already change nothing. */
  write(batch: SinkBatch): Promise<void>;
  /** Names for line items, campaigns and creatives, in place of those before. */
  name(rows: readonly CatalogueRow[]): Promise<void>;
  close(): void;
}

/** As the service: what comes so long after its token expired is not billed, and so often that is looked at. */
const LATE_MARGIN_MS = 900_000;
const SETTLE_EVERY_MS = 1000;

/**
 * Opens a file, or makes it.
 * @param log what its offsets are of: `EventReader.log`.
 * @param made and which of those: `EventReader.made`. A file that was made before logs had it goes on, and keeps it from then on.
 * @throws Error where it is no such file, or another process has it, its tables are of another version, or it follows another log.
 */
export async function openSink(file: string, log: string, made: string | null = null): Promise<Sink> {
  const instance = await DuckDBInstance.create(file).catch((error: Error) => {
    const why = error.message.replace(/^IO Error: /, '').replace(/(\.? See also [^]*|[.!])$/, '');
    throw new Error(`Cannot open database: ${why}, expected a DuckDB file, or a path where one can be made`, {
      cause: error,
    });
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const state = await readState(connection, file, { log, made });
    await connection.run(MAKE_INCOMING);
    return { ...writerOf(connection, state.settledAtMs), offset: state.checkedOffset, close };
  } catch (error) {
    close();
    throw error;
  }
}

function writerOf(connection: DuckDBConnection, settledBefore: number): Pick<Sink, 'write' | 'name'> {
  let settledAtMs = settledBefore;
  return {
    async write({ rows, from, next }) {
      const unique = new Map(rows.map((row) => [`${row.recordId} ${row.part}`, row]));
      let settled = settledAtMs;
      const timed = [...unique.values()].map((row) => {
        if (row.atMs >= settled + SETTLE_EVERY_MS) settled = row.atMs;
        return { row, isClosed: (row.expiresAtMs ?? Infinity) <= settled - LATE_MARGIN_MS };
      });
      await inTransaction(connection, async () => {
        await connection.run('DELETE FROM incoming');
        await appendRows(connection, timed);
        for (const statement of TAKE_INCOMING) await connection.run(statement);
        await connection.run(
          `UPDATE sink_state SET next_offset = ${next}, checked_offset = ${from}, settled_at_ms = ${settled}`,
        );
      });
      settledAtMs = settled;
    },
    name: (rows) =>
      inTransaction(connection, async () => {
        await connection.run('DELETE FROM catalogue');
        for (const { lineItem, creativeTag, lineItemId, campaignId, advertiserId, creativeId } of rows)
          await connection.run('INSERT INTO catalogue VALUES ($1, $2, $3, $4, $5, $6)', [
            ...[lineItem, creativeTag, lineItemId, campaignId, advertiserId, creativeId],
          ]);
      }),
  };
}

async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('BEGIN');
  try {
    await work();
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function readState(
  connection: DuckDBConnection,
  file: string,
  { log, made }: { readonly log: string; readonly made: string | null },
): Promise<{ checkedOffset: number; settledAtMs: number }> {
  const found = await connection.runAndReadAll(`SELECT 1 FROM duckdb_tables() WHERE table_name = 'sink_state'`);
  if (found.currentRowCount === 0) await inTransaction(connection, () => makeTables(connection));
  // A file of another version may lack the other columns.
  const told = await connection.runAndReadAll('SELECT schema_version FROM sink_state');
  const version = Number(told.getRows()[0]?.[0]);
  if (version !== SCHEMA_VERSION)
    throw new Error(`Cannot use ${file}: its tables are of version ${version}, expected ${SCHEMA_VERSION}`);
  const name = made === null ? log : `${log} ${made}`;
  await connection.run('UPDATE sink_state SET log = $1 WHERE log IS NULL OR log = $2', [name, log]);
  const state = await connection.runAndReadAll('SELECT log, checked_offset, settled_at_ms FROM sink_state');
  const [followed, ...numbers] = state.getRows()[0] ?? [];
  if (followed !== name) {
    const expected = String(followed).startsWith(`${log} `) ? name : log;
    throw new Error(`Cannot use ${file}: it follows ${String(followed)}, expected ${expected}; take another file`);
  }
  const [checkedOffset = 0, settledAtMs = 0] = numbers.map(Number);
  return { checkedOffset, settledAtMs };
}

async function makeTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(MAKE_TABLES);
}
