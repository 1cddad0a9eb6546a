import type { ProgramMs } from '@cutaway/model';
import { parseProgramDate } from '../program-date.js';
import { parseSegmentMs } from '../segment-duration.js';

/** What the dates of one segment are made of. */
export interface ScannedSegment {
  /** Media sequence number. */
  readonly sequence: number;
  readonly durationMs: number;
  /** By EXT-X-PROGRAM-DATE-TIME, carried by durations in both directions; null: the playlist has none. */
  readonly dateMs: ProgramMs | null;
  /** True where an EXT-X-DISCONTINUITY stands in front of it. */
  readonly isCut: boolean;
  /** Lines of its EXTINF and of its own date, if it has one. */
  readonly line: number;
  readonly dateLine: number | null;
}

export interface ScannedPlaylist {
  /** As written, without their line feeds. */
  readonly lines: readonly string[];
  readonly segments: readonly ScannedSegment[];
  readonly targetMs: number;
  /** False where it has ended (EXT-X-ENDLIST). */
  readonly isLive: boolean;
  /** EXT-X-DATERANGE: its line, and the place of the segment behind it in `segments`. */
  readonly ranges: readonly { readonly line: number; readonly before: number }[];
}

const TAG =
  /^#(EXTINF|EXT-X-(?:PROGRAM-DATE-TIME|DISCONTINUITY|MEDIA-SEQUENCE|TARGETDURATION|SKIP|DATERANGE|ENDLIST|STREAM-INF))(?::(.*))?\s*$/;

/** Reads what dates need of a media playlist; null: the text is none, or holds no segment. */
export function scanPlaylist(text: string): ScannedPlaylist | null {
  if (!/^\uFEFF?\s*#EXTM3U/.test(text)) return null;
  const lines = text.split('\n');
  const segments: (ScannedSegment & { dateMs: ProgramMs | null })[] = [];
  const ranges: { line: number; before: number }[] = [];
  let [sequence, targetMs, isLive, isCut] = [0, 0, true, false];
  let dateLine: number | null = null;
  let dateMs: ProgramMs | null = null;
  for (const [line, written] of lines.entries()) {
    if (!written.startsWith('#EXT')) continue;
    const [name, value] = splitTag(written);
    if (name === 'EXT-X-STREAM-INF') return null;
    if (name === 'EXT-X-MEDIA-SEQUENCE') sequence = parseInt(value, 10) || 0;
    else if (name === 'EXT-X-TARGETDURATION') targetMs = parseSegmentMs(value);
    else if (name === 'EXT-X-SKIP') sequence += parseInt(/SKIPPED-SEGMENTS=(\d+)/.exec(value)?.[1] ?? '0', 10);
    else if (name === 'EXT-X-ENDLIST') isLive = false;
    else if (name === 'EXT-X-DISCONTINUITY') isCut = true;
    else if (name === 'EXT-X-DATERANGE') ranges.push({ line, before: segments.length });
    else if (name === 'EXT-X-PROGRAM-DATE-TIME') {
      const date = parseProgramDate(value);
      if (date !== null) [dateMs, dateLine] = [date, line];
    } else if (name === 'EXTINF') {
      const durationMs = parseSegmentMs(value);
      segments.push({ sequence: segments.length, durationMs, dateMs, isCut, line, dateLine });
      if (dateMs !== null) dateMs += durationMs;
      [isCut, dateLine] = [false, null];
    }
  }
  if (segments.length === 0) return null;
  dateBackwards(segments);
  return {
    lines,
    segments: segments.map((one) => ({ ...one, sequence: one.sequence + sequence })),
    targetMs,
    isLive,
    ranges,
  };
}

/** Name and value; the two that a long window is full of are found without the regex. */
function splitTag(line: string): readonly [string | undefined, string] {
  if (line.startsWith('#EXTINF:')) return ['EXTINF', line.slice(8)];
  if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) return ['EXT-X-PROGRAM-DATE-TIME', line.slice(25).trim()];
  const [, name, text = ''] = TAG.exec(line) ?? [];
  return [name, text.trim()];
}

/** Segments in front of the first date. */
function dateBackwards(segments: { readonly durationMs: number; dateMs: ProgramMs | null }[]): void {
  const first = segments.findIndex(({ dateMs }) => dateMs !== null);
  let next = segments[first]?.dateMs ?? null;
  for (let i = first - 1; i >= 0 && next !== null; i--) {
    const segment = segments[i];
    if (segment) segment.dateMs = next -= segment.durationMs;
  }
}
