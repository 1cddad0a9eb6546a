import type { EventRow } from '@cutaway/decisioning/event-rows';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';

/** A row, and whether its token had been over for so long that an impression is not billed any more. */
export interface TimedRow {
  readonly row: EventRow;
  readonly isClosed: boolean;
}

/** Puts rows into `incoming`, in the order of its columns. */
export async function appendRows(connection: DuckDBConnection, rows: readonly TimedRow[]): Promise<void> {
  const appender = await connection.createAppender('incoming');
  rows.forEach(({ row, isClosed }, place) => {
    appender.appendVarchar(row.recordId);
    appender.appendInteger(row.part);
    appender.appendVarchar(row.kind);
    appender.appendBigInt(BigInt(row.atMs));
    appender.appendVarchar(row.event);
    for (const text of [row.countedAs, row.verdict, row.reasons]) appendText(appender, text);
    appendWhole(appender, row.errorCode);
    for (const text of [row.party, row.eventId, row.breakId, row.podId, row.cohort]) appendText(appender, text);
    appendWhole(appender, row.ad);
    appendText(appender, row.lineItem);
    appendWhole(appender, row.creativeTag);
    appendText(appender, row.bidder);
    appendWhole(appender, row.durationMs);
    if (row.cpmMicros === null) appender.appendNull();
    else appender.appendBigInt(BigInt(row.cpmMicros));
    appendText(appender, row.commitId);
    appender.appendBigInt(BigInt(place));
    appender.appendBoolean(isClosed);
    appender.endRow();
  });
  appender.closeSync();
}

function appendText(appender: DuckDBAppender, text: string | null): void {
  if (text === null) appender.appendNull();
  else appender.appendVarchar(text);
}

function appendWhole(appender: DuckDBAppender, whole: number | null): void {
  if (whole === null) appender.appendNull();
  else appender.appendInteger(whole);
}
