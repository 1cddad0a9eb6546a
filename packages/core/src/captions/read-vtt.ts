import { type Cue, inOrder, plainLines } from './cue.js';

const TIMES = /^\s*(?:(\d+):)?(\d\d?):(\d\d?)[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d\d?):(\d\d?)[.,](\d{1,3})/;
/** Places that writers of SubRip put into braces. */
const PLACE = /\{\\[^}]*\}/g;

/**
 * Cues of WebVTT (§4) and of SubRip, which differ in the comma of their times and in their numbers. Places, styles and regions are not
 * kept: captions of an ad are read where the UI has its place for them.
 *
 * @returns none where the text is neither.
 */
export function readVtt(text: string): readonly Cue[] {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  return inOrder(blocks.flatMap(readBlock));
}

function readBlock(block: string): readonly Cue[] {
  const lines = block.split('\n');
  const at = lines.findIndex((line) => TIMES.test(line));
  const [, ...times] = TIMES.exec(lines[at] ?? '') ?? [];
  if (times.length === 0) return [];
  const text = lines
    .slice(at + 1)
    .join('\n')
    .replace(PLACE, '');
  return [{ startMs: msOf(times.slice(0, 4)), endMs: msOf(times.slice(4)), lines: plainLines(text) }];
}

function msOf([hours = '0', minutes, seconds, fraction = '']: readonly string[]): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
