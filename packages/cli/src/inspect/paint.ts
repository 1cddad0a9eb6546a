import type { Happening } from './happening.js';

/** ANSI colours (ECMA-48 SGR): what must be seen stands out. */
const COLOURS: Readonly<Partial<Record<Happening['type'], number>>> = {
  break: 1,
  conflict: 33,
  disagreement: 33,
  cause: 33,
  error: 31,
};

/** Colours a line by what it tells. */
export function paint(line: string, type: Happening['type']): string {
  const colour = COLOURS[type];
  return colour === undefined ? line : `\u001b[${colour}m${line}\u001b[0m`;
}
