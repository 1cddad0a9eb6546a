import type { AdMs } from '@cutaway/model';

/** Text that is to be read over an ad between two of its times. `lines`: without markup, never empty. */
export interface Cue {
  readonly startMs: AdMs;
  readonly endMs: AdMs;
  readonly lines: readonly string[];
}

/**
 * What is written between tags: `&amp;`, `&#39;`, `&#x2019;`. One that nobody knows stays as it is. Not by the decoder of VAST: its names
 * of HTML would make a fifth of what is loaded for captions.
 */
function decodeText(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,5}));/gi, (whole, decimal, hex, name: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : parseInt(hex as string, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  // Marks of direction (WebVTT §6.4).
  lrm: '\u200e',
  rlm: '\u200f',
};

/** The cues of one file in the order of their times, without those that nobody could read. */
export function inOrder(cues: readonly Cue[]): readonly Cue[] {
  return cues
    .filter(({ startMs, endMs, lines }) => startMs < endMs && lines.length > 0)
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** Lines of a text without its markup, as wide as they are written. */
export function plainLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => decodeText(line.replace(/<[^<>]*>/g, '')).trim())
    .filter((line) => line !== '');
}
