import type { ProgramMs } from '@cutaway/model';
import type { Splice } from '@cutaway/scte35';
import { hearTag, type Heard } from '../hear-tag.js';
import { ownCopy } from '../own-copy.js';
import { parseProgramDate } from '../program-date.js';
import { parseSegmentMs } from '../segment-duration.js';
import { parseCueTag } from './cue-tag.js';
import type { Mark } from './mark.js';
import { groupMarks, type MarkerGroup } from './marker-group.js';

/** The lines up to and with one URI, understood. The last one of a playlist may have no URI yet. */
export interface Block {
  /** Characters that it takes. */
  readonly length: number;
  readonly durationMs: number;
  readonly dateMs: ProgramMs | null;
  readonly group: MarkerGroup | null;
  readonly ranges: readonly Heard[];
  readonly hasUri: boolean;
  /** EXT-X-MEDIA-SEQUENCE and SKIPPED-SEGMENTS, where it holds them; else 0. */
  readonly sequence: number;
  readonly skipped: number;
  readonly isEnd: boolean;
}

type ReadSection = (text: string) => Splice | string;

/** A playlist in blocks, and how many lines were looked at for it. */
export interface Blocks {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly linesRead: number;
}

/** After so many changes in the middle the rest is read anew. */
const MAX_CHANGES = 32;
/** So many marks in front of one segment are heard. */
const MAX_MARKS = 64;

/**
 * Splits a playlist, with the blocks of the previous text where its lines are found again: a refresh of a live window drops
 * blocks at its front and adds some at its end.
 */
export function readBlocks(text: string, before: Blocks, read: ReadSection): Blocks {
  const blocks: Block[] = [];
  let at = 0;
  let linesRead = 0;
  const readOne = (): void => {
    const [block, lines] = readBlock(text, at, read);
    blocks.push(block);
    at += block.length;
    linesRead += lines;
  };
  if (text.length > 0) readOne();
  let old = findAfter(before, tailBefore(text, at));
  for (let changes = 0; old && changes < MAX_CHANGES && at < text.length; changes++) {
    const count = countSame(before, old, text, at);
    for (const block of before.blocks.slice(old.index, old.index + count)) {
      blocks.push(block);
      at += block.length;
    }
    if (at >= text.length) break;
    readOne();
    old = findAfter(before, tailBefore(text, at));
  }
  while (at < text.length) readOne();
  return { text, blocks, linesRead };
}

/** Where a block starts in the previous text. */
interface Place {
  readonly index: number;
  readonly at: number;
}

/** The lines from the last EXTINF up to `at`: a URI alone may be the same for all segments (EXT-X-BYTERANGE). */
function tailBefore(text: string, at: number): string {
  const line = text.lastIndexOf('\n', at - 2);
  const found = text.lastIndexOf('\n#EXTINF', at - 2);
  return text.slice((found < 0 ? line : found) + 1, at);
}

/** The block after the one that ends with these lines. */
function findAfter({ text, blocks }: Blocks, tail: string): Place | null {
  const found = tail.length > 1 && tail.endsWith('\n') ? text.indexOf(`\n${tail}`) : -1;
  const end = found + 1 + tail.length;
  let at = 0;
  for (let index = 0; found >= 0 && index < blocks.length && at <= end; index++) {
    if (at === end) return { index, at };
    at += blocks[index]?.length ?? 0;
  }
  return null;
}

/** How many whole blocks from there on are the same; the halving is for a change in the middle. */
function countSame({ text, blocks }: Blocks, { index, at }: Place, now: string, nowAt: number): number {
  // What follows the last URI may grow.
  const whole = blocks[blocks.length - 1]?.hasUri ? blocks.length : blocks.length - 1;
  const isSame = (length: number): boolean =>
    now.slice(nowAt, nowAt + length) === text.slice(at, at + length) && nowAt + length <= now.length;
  let same = 0;
  let sameLength = 0;
  for (let step = Math.max(0, whole - index); step > 0; step >>= 1) {
    while (same + step <= whole - index) {
      let length = sameLength;
      for (let next = same; next < same + step; next++) length += blocks[index + next]?.length ?? 0;
      if (!isSame(length)) break;
      same += step;
      sameLength = length;
    }
  }
  return same;
}

function readBlock(text: string, from: number, read: ReadSection): [Block, number] {
  const marks: Mark[] = [];
  const ranges: Heard[] = [];
  let durationMs = 0;
  let dateMs: ProgramMs | null = null;
  let lines = 0;
  // A byte order mark and blanks in front of the playlist are no URI.
  let at = from > 0 ? from : text.search(/#|$/);
  let hasUri = false;
  let isEnd = false;
  let [sequence, skipped] = [0, 0];
  while (at < text.length && !hasUri) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    lines++;
    const first = text.charCodeAt(at);
    if (first !== 0x23 /* # */) {
      hasUri = found >= 0 && text.slice(at, next).trim() !== '';
    } else if (text.startsWith('#EXTINF:', at)) {
      durationMs += parseSegmentMs(text.slice(at + 8, next));
    } else if (text.startsWith('#EXT-X-PROGRAM-DATE-TIME:', at)) {
      dateMs = parseProgramDate(text.slice(at + 25, next).trim()) ?? dateMs;
    } else if (text.startsWith('#EXT-X-DATERANGE:', at)) {
      const line = ownCopy(text.slice(at, next).trim());
      const heard = hearTag(line, line.slice(17), read);
      if (heard) ranges.push(heard);
    } else if (text.startsWith('#EXT-X-ENDLIST', at)) {
      isEnd = true;
    } else if (text.startsWith('#EXT-X-MEDIA-SEQUENCE:', at)) {
      sequence = parseInt(text.slice(at + 22, next), 10) || 0;
    } else if (text.startsWith('#EXT-X-SKIP:', at)) {
      skipped = parseInt(/SKIPPED-SEGMENTS=(\d+)/.exec(text.slice(at, next))?.[1] ?? '0', 10);
    } else {
      const mark = parseCueTag(ownCopy(text.slice(at, next).trim()));
      if (mark && marks.length < MAX_MARKS) marks.push(mark);
    }
    at = next;
  }
  const group = marks.length > 0 ? groupMarks(marks, read) : null;
  return [{ length: at - from, durationMs, dateMs, group, ranges, hasUri, sequence, skipped, isEnd }, lines];
}
