/** No line is wider, but for what `--raw` shows as it came. */
const WIDTH = 120;
const CLOCK = 8;
const STREAM = 12;
const WHAT = 8;
const VERB = 9;

/** What one line of the timeline holds, column by column. */
export interface Row {
  /** `20:47:12`, when it was heard. */
  readonly heard: string;
  readonly stream: string;
  readonly what: string;
  readonly verb: string;
  readonly text: string;
}

export const HEADING = layOut({ heard: 'Heard', stream: 'Stream time', what: 'What', verb: '', text: '' });

/** A row as one line or, where its text is long, several; further ones stand below the text. */
export function layOut({ heard, stream, what, verb, text }: Row): string {
  const head = `${heard.padEnd(CLOCK)}  ${stream.padEnd(STREAM)}  ${what.padEnd(WHAT)}  ${verb.padEnd(VERB)}  `;
  return hang(head, text);
}

/** Text behind a head, wrapped so that no line is wider than the terminal is taken to be. */
export function hang(head: string, text: string): string {
  const lines: string[] = [];
  let line = '';
  const room = WIDTH - head.length;
  // A number stays with its unit.
  for (let word of text.replace(/(\d) (?=(?:s|min|h)\b)/g, '$1\u00a0').split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    for (; word.length > room; word = word.slice(room)) lines.push(word.slice(0, room));
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines
    .map((one, at) => `${at === 0 ? head : ' '.repeat(head.length)}${one.replace(/\u00a0/g, ' ')}`.trimEnd())
    .join('\n');
}

/** Columns as wide as their widest cell, two blanks between them; those without any text are left out. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => {
    const cells = row.flatMap((cell, column) => (widths[column] ? [cell.padEnd(widths[column])] : []));
    const line = cells.join('  ').trimEnd();
    return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
  });
}
