import { type Cue, inOrder, plainLines } from './cue.js';

const PARAGRAPH = /<(?:\w+:)?p(?=\s)/;
const PARAGRAPH_END = /<\/(?:\w+:)?p>/;
const BREAK = /<(?:\w+:)?br\s*\/?>/g;
const CLOCK = /^(\d+):(\d\d):(\d\d)(?:(\.\d+)|:(\d+))?$/;
const OFFSET = /^(\d+(?:\.\d+)?)(h|m|s|ms|f|t)$/;
type Rates = Readonly<Record<string, number>>;
/** One unit of an offset, in milliseconds. */
const UNITS: Rates = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * Cues of TTML (TTML2 §12.3.1: clock times and offsets; frames and ticks by the root's rates): the paragraphs that say their own times.
 * Times of a `div` or `span` are not added up, and styles and regions not kept.
 *
 * @returns none where the text is not TTML.
 */
export function readTtml(text: string): readonly Cue[] {
  const [head = ''] = /<(?:\w+:)?tt\s[^<>]*>/.exec(text) ?? [];
  const frameRate = Number(attribute(head, 'frameRate') ?? 30);
  const rates = { ...UNITS, f: 1000 / frameRate, t: 1000 / Number(attribute(head, 'tickRate') ?? 1) };
  return inOrder(
    text
      .split(PARAGRAPH)
      .slice(1)
      .map((part) => readParagraph(part, rates)),
  );
}

/** What follows `<p`. */
function readParagraph(part: string, rates: Rates): Cue {
  const opened = part.indexOf('>');
  const attributes = part.slice(0, opened);
  const startMs = timeOf(attribute(attributes, 'begin') ?? '', rates) ?? 0;
  const lastsMs = timeOf(attribute(attributes, 'dur') ?? '', rates) ?? Infinity;
  const endMs = timeOf(attribute(attributes, 'end') ?? '', rates) ?? startMs + lastsMs;
  const isEmpty = opened < 0 || attributes[opened - 1] === '/';
  const [content = ''] = isEmpty ? [] : part.slice(opened + 1).split(PARAGRAPH_END);
  // The text's own line ends are blanks; its `br` are lines.
  return { startMs, endMs, lines: plainLines(content.replace(/\s+/g, ' ').replace(BREAK, '\n')) };
}

function attribute(text: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']([^"']*)["']`).exec(text)?.[1];
}

function timeOf(text: string, rates: Rates): number | null {
  const [, hours, minutes, seconds, fraction, frames] = CLOCK.exec(text) ?? [];
  if (hours !== undefined) {
    const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) + Number(fraction ?? 0);
    return Math.round(whole * 1000 + Number(frames ?? 0) * (rates['f'] ?? 0));
  }
  const [, count, unit = ''] = OFFSET.exec(text) ?? [];
  return count === undefined ? null : Math.round(Number(count) * (rates[unit] ?? 0));
}
