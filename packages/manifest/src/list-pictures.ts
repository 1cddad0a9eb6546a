import type { ProgramMs } from '@cutaway/model';
import { adSpans } from './ad-spans.js';
import { endOf, type DatedSegment } from './dated-segment.js';
import type { InsertPlan } from './insert-plan.js';
import type { ListedSegment } from './list-window.js';
import { readAttributes, readTag } from './tags.js';
import { SAME_CUT_MS } from './tolerance.js';
import { writeContent } from './write-segment.js';

/**
 * Pictures of VOD to seek by (EXT-X-IMAGES-ONLY) with room for its insertions. Ads have no pictures: while they are on there are those of the
 * content around. One file of many lies across a place rather than ends there: it is listed for as long as the ads take, which begins where
 * it did, and whole behind that, where each of its pictures is as late as its content.
 */
export function listPictures(
  plans: readonly InsertPlan[],
  segments: readonly DatedSegment[],
): readonly ListedSegment[] {
  const listed: ListedSegment[] = [];
  const list = (endsAt: ProgramMs, continuity: number, discontinuities: number, lines: readonly string[]): void => {
    const sequence = (segments[0]?.sequence ?? 0) + listed.length;
    listed.push({ sequence, continuity, discontinuities, endsAt, lines });
  };
  const inOrder = [...plans].sort((a, b) => a.at - b.at);
  for (let i = 0; i <= segments.length; i++) {
    const segment = segments[i];
    const repeated = segment ?? segments[i - 1];
    const before = segment ? segment.continuity - segment.discontinuities : (repeated?.continuity ?? 0);
    for (const plan of repeated ? inOrder.filter(({ at }) => fileAt(segments, at) === i) : []) {
      const lengthMs = adSpans(plan).reduce((sum, span) => sum + span.endsAt - span.startsAt, 0);
      const wholeMs = repeated?.durationMs || lengthMs;
      for (let ms = 0; repeated && lengthMs - ms > 1; ms += wholeMs) {
        const startsAt = plan.startsAt + ms;
        const durationMs = Math.min(wholeMs, lengthMs - ms);
        list(startsAt + durationMs, before, 0, writeAgain(repeated, startsAt, durationMs));
      }
    }
    if (segment) list(endOf(segment), segment.continuity, segment.discontinuities, writeContent(segment, true, false));
  }
  return listed;
}

/** The file in which a place lies; their count: none, it is behind the last one. */
function fileAt(segments: readonly DatedSegment[], at: ProgramMs): number {
  const begun = segments.filter(({ startsAt }) => startsAt <= at + SAME_CUT_MS);
  const last = begun[begun.length - 1];
  const isOver = begun.length === segments.length && last && endOf(last) <= at + SAME_CUT_MS;
  return isOver ? begun.length : Math.max(0, begun.length - 1);
}

/** Each of its pictures is on for as long as ever, though there is not time for all. */
function writeAgain(segment: DatedSegment, startsAt: ProgramMs, durationMs: number): readonly string[] {
  return writeContent({ ...segment, startsAt }, true, false).map((line) => {
    const { name, value } = readTag(line);
    if (name === 'EXTINF') return `#EXTINF:${+(durationMs / 1000).toFixed(6)},`;
    const { DURATION, LAYOUT = '1x1' } = readAttributes(value);
    if (name !== 'TILES' || DURATION) return line;
    const [columns = 1, rows = 1] = LAYOUT.split('x').map(Number);
    return `${line},DURATION=${+(segment.durationMs / 1000 / (columns * rows)).toFixed(6)}`;
  });
}
