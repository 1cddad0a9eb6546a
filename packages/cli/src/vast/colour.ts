/** ANSI colours (ECMA-48 SGR). */
const COLOURS = { error: 31, warning: 33 } as const;

/** A line in its colour, where lines may carry colours. */
export function colour(line: string, what: keyof typeof COLOURS, hasColours: boolean): string {
  return hasColours ? `\u001b[${COLOURS[what]}m${line}\u001b[0m` : line;
}
