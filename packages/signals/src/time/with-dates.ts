import type { ProgramMs } from '@cutaway/model';
import { ownCopy } from '../own-copy.js';
import { parseProgramDate } from '../program-date.js';
import { growLine, isOverlapping, type DateLine } from './date-line.js';
import { scanPlaylist, type ScannedPlaylist } from './scan-playlist.js';
import type { Timeline, ToldRange } from './timeline.js';

/** Renditions that are remembered, and date ranges that no playlist has now. */
const MAX_LINES = 32;
const MAX_LEFT = 64;
/** Dates that are off by less are left as the origin wrote them. */
const TOLERANCE_MS = 50;
/** What the clock of a packager may be ahead of or behind the wall clock, latency included. */
const NEAR_MS = 60_000;
/** Longer than from any date to another. */
const EVER_MS = 1e15;

/**
 * A media playlist with dates that hold: every segment has the date that was told for its sequence number, in all refreshes and in
 * all renditions that have no dates of their own, and each date range stays where it was told first. A playlist without
 * EXT-X-PROGRAM-DATE-TIME gets one; dates that jump without a discontinuity are written as if they had not. All else, and a text that
 * is in order, stays as it is. Never throws; what is no media playlist comes back.
 *
 * `rendition`: its URI. Give it where renditions have dates, since the numbers of their segments need not agree then.
 */
export function withDates(
  timeline: Timeline,
  playlistText: string,
  rendition = '',
): { readonly timeline: Timeline; readonly text: string } {
  const playlist = scanPlaylist(playlistText);
  if (!playlist) return { timeline, text: playlistText };
  const { lines } = timeline;
  const { segments } = playlist;
  const own = lines.find((line) => line.rendition === rendition && isOverlapping(line, segments));
  const hasDates = segments.some(({ dateMs }) => dateMs !== null);
  const known = own ?? (hasDates ? undefined : lines.find((line) => isOverlapping(line, segments))) ?? null;
  const grown = growLine(playlist, { rendition, known, latest: lines[0] ?? null, edgeAt: timeline.edgeAt });
  const written = [...playlist.lines];
  writeDates(playlist, grown.starts, written);
  const line = anchorByRange(grown.line, playlist, grown.starts);
  const told = writeRanges(playlist, grown.starts, line, timeline.told, written);
  const others = lines.filter((one) => one.rendition !== rendition).slice(0, MAX_LINES - 1);
  return {
    timeline: { ...timeline, lines: [line, ...others], told: told.slice(-MAX_LEFT - playlist.ranges.length) },
    text: written.join('\n'),
  };
}

/** Writes the dates of segments, if one of them has another or none: where a reader would come to another by durations. */
function writeDates({ segments, lines }: ScannedPlaylist, starts: readonly ProgramMs[], written: string[]): void {
  const isOff = segments.some(({ dateMs }, i) => dateMs === null || Math.abs(dateMs - (starts[i] ?? 0)) > TOLERANCE_MS);
  if (!isOff) return;
  let carried = NaN;
  for (const [i, { line, dateLine, isCut, durationMs }] of segments.entries()) {
    const start = Math.round(starts[i] ?? 0);
    const feed = lines[line]?.endsWith('\r') ? '\r' : '';
    const tag = `#EXT-X-PROGRAM-DATE-TIME:${dateText(start)}${feed}`;
    if (dateLine !== null) written[dateLine] = tag;
    else if (isCut || !(Math.abs(start - carried) < 1)) written[line] = `${tag}\n${written[line] ?? ''}`;
    else {
      carried += durationMs;
      continue;
    }
    carried = start + durationMs;
  }
}

const START_DATE = /([,:]\s*START-DATE\s*=\s*")([^"]*)(")/;
const END_DATE = /([,:]\s*END-DATE\s*=\s*")([^"]*)(")/;
const ID = /[,:]\s*ID\s*=\s*"([^"]*)"/;

/**
 * The first date range of a stream without dates ties its clock to the segments: it is to happen where its tag stands. One at the head
 * of the playlist stands nowhere: its date is taken for one of the line's own clock, if it comes near to the window.
 */
function anchorByRange(line: DateLine, { ranges, lines }: ScannedPlaylist, starts: readonly ProgramMs[]): DateLine {
  if (line.shiftMs !== null) return line;
  const end = line.starts[line.starts.length - 1] ?? 0;
  for (const { line: at, before } of ranges) {
    const dateMs = parseProgramDate(START_DATE.exec(lines[at] ?? '')?.[2]);
    const place = starts[before] ?? end;
    if (dateMs === null) continue;
    const isNear = dateMs > place - NEAR_MS && dateMs < end + NEAR_MS;
    return { ...line, shiftMs: before === 0 && isNear ? 0 : place - dateMs };
  }
  return line;
}

/** Writes the dates of date ranges in programme time; gives what is told of them now. */
function writeRanges(
  { segments, ranges, lines }: ScannedPlaylist,
  starts: readonly ProgramMs[],
  { shiftMs }: DateLine,
  before: readonly ToldRange[],
  written: string[],
): readonly ToldRange[] {
  const place = (dateMs: number): ProgramMs => {
    let least = Infinity;
    let shift = shiftMs ?? 0;
    // The segment before it by its date, not by its place: a clock may have been set back. The earliest tells for all that lies before.
    for (const [i, { dateMs: from }] of segments.entries()) {
      if (from === null) continue;
      const far = from <= dateMs ? dateMs - from : EVER_MS + from;
      if (far <= least) [least, shift] = [far, (starts[i] ?? 0) - from];
    }
    return dateMs + shift;
  };
  const told = new Map(before.map((one) => [`${one.id}\n${one.date}`, one]));
  for (const { line } of ranges) {
    const tag = lines[line] ?? '';
    const [, id = ''] = ID.exec(tag) ?? [];
    const date = START_DATE.exec(tag)?.[2] ?? '';
    const dateMs = parseProgramDate(date);
    let moveMs: number | null = null;
    if (dateMs !== null) {
      const name = `${id}\n${date}`;
      const one = told.get(name) ?? { id: ownCopy(id), date: ownCopy(date), startsAt: place(dateMs) };
      told.delete(name); // what is still there is the newest
      told.set(name, one);
      moveMs = one.startsAt - dateMs;
    }
    const move = (all: string, head: string, text: string, tail: string): string => {
      const ms = parseProgramDate(text);
      const by = ms === null ? 0 : (moveMs ?? place(ms) - ms);
      return ms === null || Math.abs(by) <= TOLERANCE_MS ? all : head + dateText(ms + by) + tail;
    };
    written[line] = (written[line] ?? tag).replace(START_DATE, move).replace(END_DATE, move);
  }
  return [...told.values()];
}

function dateText(ms: ProgramMs): string {
  const date = new Date(Math.round(ms));
  return isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
