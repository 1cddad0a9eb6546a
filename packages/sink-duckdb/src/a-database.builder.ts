import { DuckDBInstance } from '@duckdb/node-api';

/** What a file answers to a query. */
export async function ask(file: string, query: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** How many rows count as what. */
export async function countsOf(file: string): Promise<Record<string, number>> {
  const rows = await ask(file, 'SELECT counted_as, count(*) AS n FROM events WHERE counted_as IS NOT NULL GROUP BY 1');
  return Object.fromEntries(rows.map((row) => [String(row['counted_as']), Number(row['n'])]));
}
