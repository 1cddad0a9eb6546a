import type { DatedSegment } from './dated-segment.js';
import { readAttributes, readTag } from './tags.js';

/** Something inserted in front of the content segment `index`. */
export interface Inserted {
  readonly index: number;
  readonly lengthMs: number;
}

/** An EXT-X-START line that means the same place of content with the insertions in it; any other line as it is. */
export function moveStart(line: string, inserted: readonly Inserted[], segments: readonly DatedSegment[]): string {
  const { name, value } = readTag(line);
  const offset = parseFloat(readAttributes(value)['TIME-OFFSET'] ?? '') * 1000;
  if (name !== 'START' || offset !== offset) return line; // only NaN differs from itself
  const mediaMs = (count: number): number => segments.slice(0, count).reduce((sum, one) => sum + one.durationMs, 0);
  const isFromEnd = offset < 0;
  const at = isFromEnd ? mediaMs(segments.length) + offset : offset;
  const between = inserted.filter(({ index }) => mediaMs(index) < at !== isFromEnd);
  const byMs = between.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const moved = +((isFromEnd ? offset - byMs : offset + byMs) / 1000).toFixed(3);
  return line.replace(/(TIME-OFFSET\s*=\s*)[^,\s]+/, (_, attribute: string) => `${attribute}${moved}`);
}
