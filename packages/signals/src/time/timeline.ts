import type { ProgramMs, WallMs } from '@cutaway/model';
import type { DateLine } from './date-line.js';

/** A date range whose place was told: it stays there, whatever the dates around it do. */
export interface ToldRange {
  readonly id: string;
  /** START-DATE as written. */
  readonly date: string;
  readonly startsAt: ProgramMs;
}

/**
 * Programme time of one stream: what ties the numbers of its segments and the dates of its playlists to it. Plain data; a step gives
 * another.
 */
export interface Timeline {
  /** One for each rendition, the one grown last first. */
  readonly lines: readonly DateLine[];
  readonly told: readonly ToldRange[];
  readonly edgeAt: ProgramMs | null;
}

/**
 * A stream of which nothing is known. `edgeAt`: the wall clock (the server's: see `serverNow`), where the end of the first playlist
 * is to lie if it has no dates. Without it such a line begins in 2000, by sequence number and target duration: alike for everyone whose segments are that long.
 */
export function initialTimeline(edgeAt: WallMs | null = null): Timeline {
  return { lines: [], told: [], edgeAt: edgeAt === null ? null : Number(edgeAt) };
}

/** Programme time where a segment starts, or where the last known one ends; null: no playlist has told it. */
export function placeSegment({ lines }: Timeline, sequence: number, rendition?: string): ProgramMs | null {
  for (const line of lines) {
    const at = line.starts[sequence - line.first];
    if (at !== undefined && (rendition === undefined || rendition === line.rendition)) return at;
  }
  return null;
}

/** Programme time of a date of the stream's own clock as it goes now; null: no playlist had a date. */
export function placeDate({ lines }: Timeline, dateMs: number): ProgramMs | null {
  const shiftMs = lines.find((line) => line.shiftMs !== null)?.shiftMs ?? null;
  return shiftMs === null ? null : dateMs + shiftMs;
}
