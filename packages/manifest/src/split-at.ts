import type { ProgramMs } from '@cutaway/model';
import { endOf, type DatedSegment } from './dated-segment.js';
import { SAME_CUT_MS } from './tolerance.js';
import { readTag } from './tags.js';

/**
 * Segments of subtitles with a boundary at each of `places`, since theirs are seldom those of the picture, and one file may be the whole
 * title: a segment that lies across a place is listed once for what is before it, and once for what is behind. Who reads it has to cut
 * its cues there.
 */
export function splitAt(segments: readonly DatedSegment[], places: readonly ProgramMs[]): readonly DatedSegment[] {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  return segments.flatMap((segment) => {
    const { startsAt, lines } = segment;
    const isWithin = (at: ProgramMs): boolean => at > startsAt + SAME_CUT_MS && at < endOf(segment) - SAME_CUT_MS;
    const bounds = [startsAt, ...sorted.filter(isWithin), endOf(segment)];
    if (bounds.length === 2) return segment;
    return bounds.slice(1).map((end, i): DatedSegment => {
      const start = bounds[i] ?? startsAt;
      const durationMs = end - start;
      const length = `#EXTINF:${+(durationMs / 1000).toFixed(6)},`;
      if (i === 0)
        return {
          ...segment,
          durationMs,
          lines: lines.map((line) => (readTag(line).name === 'EXTINF' ? length : line)),
        };
      // Content goes on with it behind ads, where all that it needs is said again.
      return { ...segment, startsAt: start, durationMs, discontinuities: 0, lines: [length, segment.uri] };
    });
  });
}
