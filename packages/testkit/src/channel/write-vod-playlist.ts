import type { VodBreak } from './vod-break.js';
import { writeVodOut } from './write-splice.js';

/** Programme time of the VOD's first frame. */
const VOD_EPOCH_MS = Date.UTC(2026, 0, 1);

/**
 * A committed VOD playlist with EXT-X-PROGRAM-DATE-TIME in front of each segment, and an EXT-X-DATERANGE for each break: a plain
 * SCTE35-OUT of a splice_insert, as a packager leaves it in a recording.
 */
export function writeVodPlaylist(playlist: string, breaks: readonly VodBreak[] = []): string {
  let atMs = 0;
  const dateOf = (ms: number): string => new Date(VOD_EPOCH_MS + Math.round(ms)).toISOString();
  const lines = playlist.split('\n').flatMap((line) => {
    const seconds = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    if (seconds === undefined) return [line];
    const date = dateOf(atMs);
    atMs += Number(seconds) * 1000;
    return [`#EXT-X-PROGRAM-DATE-TIME:${date}`, line];
  });
  const firstAt = lines.findIndex((line) => line.startsWith('#EXT-X-PROGRAM-DATE-TIME'));
  return [
    ...lines.slice(0, firstAt),
    ...breaks.map((brk, n) => dateRange(brk, n, dateOf)),
    ...lines.slice(firstAt),
  ].join('\n');
}

function dateRange({ atMs, plannedMs }: VodBreak, n: number, dateOf: (ms: number) => string): string {
  const attributes = [
    `ID="vod-break-${n}"`,
    `START-DATE="${dateOf(atMs)}"`,
    `PLANNED-DURATION=${plannedMs / 1000}`,
    `SCTE35-OUT=${writeVodOut(n + 1, atMs, plannedMs)}`,
  ];
  return `#EXT-X-DATERANGE:${attributes.join(',')}`;
}
