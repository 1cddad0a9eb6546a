import type { ProgramMs } from '@cutaway/model';
import type { ScannedPlaylist, ScannedSegment } from './scan-playlist.js';

/** Programme time of the segments of one rendition, by media sequence number. Plain data, never changed. */
export interface DateLine {
  readonly rendition: string;
  /** Media sequence number of the first of `starts`. */
  readonly first: number;
  /** Start of each segment; the last one is the end of the last segment. */
  readonly starts: readonly ProgramMs[];
  /** From the playlist's dates to programme time, at its latest segment; null: it never had a date. */
  readonly shiftMs: number | null;
}

/** Dates of one clock differ by less, as durations are rounded: they are followed slowly. More is a clock that was set. */
const SAME_CLOCK_MS = 500;
/** What a segment may be longer or shorter on the line than it says, to follow the dates. */
const SLEW = 0.05;
/** A jump ahead that is longer is believed: something is missing. One back that is longer never is: what was is not again. */
const HOLE_MS = 60_000;
/** Segments that are kept though they left the window: a rendition may be behind. */
const KEPT_BEHIND = 100;
/** Where a line begins that has no date and no wall clock: 1 January 2000. */
const ORIGIN_MS = 946_684_800_000;

/** What is known when a line is grown. */
export interface DateLineWish {
  readonly rendition: string;
  /** The line to go on with, by sequence number. */
  readonly known: DateLine | null;
  /** The line that was grown last, of any rendition. */
  readonly latest: DateLine | null;
  /** Where the end of the first playlist is to lie if it has no dates. */
  readonly edgeAt: ProgramMs | null;
}

/** A line, and the start of each segment of the playlist on it. */
export interface GrownLine {
  readonly line: DateLine;
  readonly starts: readonly ProgramMs[];
}

/** True where a line knows the start of one of the segments, or its end is where the first one starts. */
export function isOverlapping({ first, starts }: DateLine, segments: readonly ScannedSegment[]): boolean {
  const [from, to] = [segments[0]?.sequence ?? 0, segments[segments.length - 1]?.sequence ?? 0];
  return from < first + starts.length && to >= first;
}

/**
 * Programme time of each segment of a playlist. A segment that the line knows stays where it is, whatever its date says now; new ones
 * follow by their durations. Dates that jump without a discontinuity, or far back, are a clock that was set: they move the shift and
 * not the line.
 */
export function growLine(playlist: ScannedPlaylist, wish: DateLineWish): GrownLine {
  const { segments } = playlist;
  const { known } = wish;
  const starts: number[] = [];
  let shiftMs = known ? known.shiftMs : (wish.latest?.shiftMs ?? null);
  const firstKnown = known ? segments.findIndex(({ sequence }) => sequence >= known.first) : segments.length - 1;
  let at = known ? (startAt(known, segments[firstKnown]) ?? 0) : anchor(playlist, wish);
  for (let i = firstKnown; i < segments.length; i++) {
    const segment = segments[i];
    if (!segment) break;
    const { dateMs, isCut, durationMs } = segment;
    at = (known && startAt(known, segment)) ?? at;
    // The end of the last segment is no promise yet.
    const isNew = !known || segment.sequence >= known.first + known.starts.length - 1;
    if (dateMs !== null) {
      shiftMs = shiftMs ?? at - dateMs;
      const apartMs = dateMs + shiftMs - at;
      if (Math.abs(apartMs) <= SAME_CLOCK_MS) {
        const most = (segments[i - 1]?.durationMs ?? 0) * SLEW;
        if (isNew) at += Math.max(-most, Math.min(most, apartMs));
      } else if (isNew && (apartMs > HOLE_MS || (isCut && apartMs >= -HOLE_MS))) at += apartMs;
      else shiftMs -= apartMs;
    }
    starts[i] = at;
    at += durationMs;
  }
  for (let i = firstKnown - 1; i >= 0; i--) starts[i] = (starts[i + 1] ?? 0) - distance(segments[i], segments[i + 1]);
  const line = keepLine(known, segments[0]?.sequence ?? 0, [...starts, at]);
  return { line: { ...line, rendition: wish.rendition, shiftMs }, starts };
}

/** Where the last segment of a playlist starts that has nothing to go on with. The latest dates are of the clock that holds. */
function anchor({ segments, targetMs, isLive }: ScannedPlaylist, wish: DateLineWish): ProgramMs {
  const { rendition, latest, edgeAt } = wish;
  const last = segments[segments.length - 1];
  if (!last) return ORIGIN_MS;
  const edge = latest?.starts[latest.starts.length - 1] ?? -Infinity;
  if (last.dateMs !== null) {
    const dated = last.dateMs + (latest?.shiftMs ?? 0);
    if (!isLive || dated >= edge - HOLE_MS) return dated;
    // A clock was set back: the numbers of another rendition say nothing, but its edge does.
    if (latest?.rendition !== rendition) return edge - last.durationMs;
  }
  const before = segments.slice(0, -1).reduce((sum, { durationMs }) => sum + durationMs, 0);
  const first = segments[0]?.sequence ?? 0;
  if (!latest) return isLive && edgeAt !== null ? edgeAt - last.durationMs : ORIGIN_MS + first * targetMs + before;
  // Refreshes were missed, or the numbers began again.
  const end = latest.first + latest.starts.length - 1;
  return edge + Math.max(0, first - end) * targetMs + before;
}

/** From the start of one segment to the next, where no line says it. */
function distance(one: ScannedSegment | undefined, next: ScannedSegment | undefined): number {
  const durationMs = one?.durationMs ?? 0;
  if (one?.dateMs == null || next?.dateMs == null) return durationMs;
  const dated = next.dateMs - one.dateMs;
  const apartMs = dated - durationMs;
  const isJump = Math.abs(apartMs) > SAME_CLOCK_MS && !next.isCut && apartMs <= HOLE_MS;
  return isJump || apartMs < -HOLE_MS ? durationMs : dated;
}

function startAt({ first, starts }: DateLine, segment: ScannedSegment | undefined): ProgramMs | null {
  return starts[(segment?.sequence ?? -1) - first] ?? null;
}

/** The part of a line that a window may still need, with the starts of one playlist in it. */
function keepLine(
  known: DateLine | null,
  first: number,
  starts: readonly ProgramMs[],
): Pick<DateLine, 'first' | 'starts'> {
  if (!known) return { first, starts };
  const from = Math.min(first, Math.max(known.first, first - KEPT_BEHIND));
  const before = known.starts.slice(Math.max(0, from - known.first), Math.max(0, first - known.first));
  const behind = known.starts.slice(Math.max(0, first + starts.length - known.first));
  return { first: first - before.length, starts: [...before, ...starts, ...behind] };
}
