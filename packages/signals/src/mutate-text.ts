/** Below `below`, the same for the same seed. */
export type Chance = (below: number) => number;

/** Numerical Recipes' linear congruence, its upper bits. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NUMBERS =
  '0 -1 1e308 -1e308 99999999999999999999 NaN Infinity 0x10 . 1.2.3 8640000000000001 4294967296 0.0000001'.split(' ');
const PIECES = [
  ...[
    ' ',
    '\t',
    '\r',
    '\n',
    '\0',
    '"',
    "'",
    ',',
    '=',
    ':',
    '/',
    '#',
    '<',
    '>',
    '&',
    'A',
    '1',
    '.',
    '-',
    '\u2028',
    '\uFEFF',
    '%',
  ],
  ...[
    'A=',
    ',A="',
    'ID="',
    '#EXTINF:2,\n',
    '1.ts\n',
    '#EXT-X-CUE-OUT:30\n',
    '<Event>',
    '</',
    '<!--',
    ']]>',
    '&#',
    'PT',
    '__proto__=',
  ],
];
/** Longer lines are as rare as they are slow. */
const LONG = [60, 600, 600, 6_000, 60_000];

/** One change to a text: of characters, numbers, attributes or lines. `pick`: another text, to take lines from. */
export function mutateText(text: string, next: Chance, pick: () => string): string {
  const at = next(text.length + 1);
  const piece = PIECES[next(PIECES.length)] ?? '';
  switch (next(14)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(next(256)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + next(40));
    case 3:
      return next(4) === 0 ? text.slice(0, at) : text;
    case 4:
      return next(8) === 0 ? text.slice(0, at) + piece.repeat(LONG[next(LONG.length)] ?? 1) + text.slice(at) : text;
    case 5:
      return next(4) === 0 ? text.replace(/\n/g, ['\r\n', '\r', '\n\n', ' \n'][next(4)] ?? '\n') : text;
    case 6:
    case 7:
    case 8:
      return replaceOne(text, /\d[\d.]*/g, NUMBERS[next(NUMBERS.length)] ?? '', next);
    case 9:
      return replaceOne(text, /[A-Z-]+=("[^"]*"|[^,\s]*)/g, next(2) === 0 ? '' : `ID=${piece}`, next);
    default:
      return mutateLines(text.split('\n'), next, pick).join('\n');
  }
}

function replaceOne(text: string, found: RegExp, by: string, next: Chance): string {
  const count = text.match(found)?.length ?? 0;
  let left = count === 0 ? -1 : next(count);
  return text.replace(found, (one) => (left-- === 0 ? by : one));
}

function mutateLines(lines: string[], next: Chance, pick: () => string): string[] {
  const [one, other] = [next(lines.length), next(lines.length)];
  const line = lines[one] ?? '';
  const kind = next(5);
  if (kind === 0) lines.splice(one, 1);
  else if (kind === 1) lines.splice(other, 0, line);
  else if (kind === 2) [lines[one], lines[other]] = [lines[other] ?? '', line];
  else if (kind === 3) lines.splice(one, next(6));
  else {
    const others = pick().split('\n');
    const from = next(others.length);
    lines.splice(one, 0, ...others.slice(from, from + 1 + next(4)));
  }
  return lines;
}
