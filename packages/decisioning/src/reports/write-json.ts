/** So many rows are one piece. */
const ROWS_AT_ONCE = 64;

/** An object in pieces: what it begins with, which is not empty, then its `rows`, of which there may be many. */
export function* writeJson(head: object, rows: readonly object[]): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE)).slice(1, -1);
    yield at === 0 ? some : `,${some}`;
  }
  yield ']}';
}
