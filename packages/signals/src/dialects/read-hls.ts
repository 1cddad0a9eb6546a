import type { Cause, ProgramMs, Signal } from '@cutaway/model';
import { readSplice, type Splice } from '@cutaway/scte35';
import type { ScheduleRef } from './apple-ranges.js';
import type { CueRun } from './cue-run.js';
import { hearGroups } from './hear-groups.js';
import { placeBlocks, type KnownStarts } from './place-blocks.js';
import { readBlocks, type Blocks } from './playlist-blocks.js';
import { rememberDateRanges, type KnownRanges } from './remember-date-ranges.js';
import { signalsFromRun } from './signals-from-run.js';
import { signalsOfTags } from './signals-of-tags.js';

/** What is kept of one playlist between its refreshes. Plain data; a rendition has its own. */
export interface HlsReading {
  readonly blocks: Blocks;
  readonly runs: readonly CueRun[];
  readonly ranges: KnownRanges;
  readonly starts: KnownStarts;
  /** Sections by their text. */
  readonly sections: ReadonlyMap<string, Splice | string>;
}

/** What one refresh says, all of it again. */
export interface HlsRead {
  readonly reading: HlsReading;
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
  /** Schedules to fetch and to read with `readDateRangeSchedule`. */
  readonly schedules: readonly ScheduleRef[];
  /** Lines that were not found again in the refresh before. */
  readonly linesRead: number;
}

/** Sections are read anew where they are not among the last of these: what did not change since the last refresh is not read at all. */
const MAX_SECTIONS = 64;

/** The state before anything was read. */
export function initialHlsReading(): HlsReading {
  return {
    blocks: { text: '', blocks: [], linesRead: 0 },
    runs: [],
    ranges: new Map(),
    starts: { first: 0, starts: [], isDated: false },
    sections: new Map(),
  };
}

/**
 * Reads a refresh of a media playlist as the origin sent it, in every dialect: EXT-X-DATERANGE with SCTE-35 and Apple's
 * classes, and the CUE family. Says all that the playlist says now, one start for each break; remembers what left its window.
 * `firstSegmentAt`: programme time of the first segment, used where the playlist has no EXT-X-PROGRAM-DATE-TIME.
 * Never throws: what cannot be read is told as a cause.
 */
export function readHls(
  reading: HlsReading,
  playlistText: string,
  { firstSegmentAt = null }: { readonly firstSegmentAt?: ProgramMs | null } = {},
): HlsRead {
  if (!/^\uFEFF?\s*#EXTM3U/.test(playlistText)) {
    const cause: Cause = { name: 'PLAYLIST_UNREADABLE', adInstanceId: null, detail: playlistText.slice(0, 80) };
    return { reading, signals: [], causes: [cause], schedules: [], linesRead: 0 };
  }
  const sections = new Map(reading.sections);
  const read = (text: string): Splice | string => {
    const known = sections.get(text);
    if (known !== undefined) return known;
    const splice = readSplice(text);
    sections.set(text, splice);
    return splice;
  };
  const blocks = readBlocks(playlistText, reading.blocks, read);
  const placed = placeBlocks(blocks.blocks, firstSegmentAt, reading.starts);
  const { tags, known } = rememberDateRanges(placed.tags, reading.ranges);
  const isEnded = blocks.blocks.some((block) => block.isEnd);
  const ranged = signalsOfTags(tags, { carrier: 'interstitial', isEnded, trail: [] });
  const heard = hearGroups(placed, reading.runs);
  const signals = [...ranged.signals, ...heard.rest];
  for (const run of heard.runs) signals.push(...signalsFromRun(run));
  const causes = unique([...ranged.causes, ...heard.causes]);
  const unplaced = placed.starts.isDated
    ? undefined
    : (signals[0]?.evidence ?? blocks.blocks.find(({ group }) => group)?.group?.evidence);
  if (unplaced !== undefined) causes.push({ name: 'PLAYLIST_NO_DATE', adInstanceId: null, detail: unplaced });
  for (const text of sections.keys()) {
    if (sections.size <= MAX_SECTIONS) break;
    sections.delete(text);
  }
  const next: HlsReading = { blocks, runs: heard.runs, ranges: known, starts: placed.starts, sections };
  return { reading: next, signals, causes, schedules: ranged.schedules, linesRead: blocks.linesRead };
}

/** Each cause once: a payload is repeated in front of many segments. */
function unique(causes: readonly Cause[]): Cause[] {
  const byText = new Map(causes.map((cause) => [cause.name + (cause.detail ?? ''), cause]));
  return [...byText.values()];
}
