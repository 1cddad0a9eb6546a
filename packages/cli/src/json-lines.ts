/** More lines than any section has. */
const MAX_LINES = 20_000;

/**
 * JSON objects of lines: one a line, or one over several as `cutaway scte35` prints a single section. A line that starts with `{`
 * at its margin starts an object; what does not become one is given as it is, for its reader to complain about.
 */
export async function* jsonOfLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let open: string[] = [];
  for await (const line of lines) {
    if (open.length === 0 && line.trim() === '') continue;
    if (open.length > 0 && (line.startsWith('{') || open.length > MAX_LINES)) {
      yield open.join('\n');
      open = [];
    }
    open.push(line);
    const mayEnd = open.length === 1 ? isWhole(line) || !/^\s*\{/.test(line) : line.startsWith('}');
    if (mayEnd) {
      yield open.join('\n');
      open = [];
    }
  }
  if (open.length > 0) yield open.join('\n');
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
