/** A cell that a spreadsheet would run as a formula: names come from bidders, too. */
const FORMULA = /^[=+\-@\t\r]/;

/** So many lines are one piece. */
const LINES_AT_ONCE = 64;

/** RFC 4180 in pieces, with a header line of the columns' names. null and undefined are empty. */
export function* writeCsv<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  for (let at = 0; at < rows.length; at += LINES_AT_ONCE) {
    const lines = rows.slice(at, at + LINES_AT_ONCE);
    yield lines.map((row) => `${columns.map((column) => cell(row[column])).join(',')}\r\n`).join('');
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
