import type { ProgramMs } from '@cutaway/model';
import type { Heard } from '../hear-tag.js';
import type { Block } from './playlist-blocks.js';
import type { MarkerGroup } from './marker-group.js';

/** Where the segments of a window start; the first of `starts` has the media sequence number `first`. */
export interface KnownStarts {
  readonly first: number;
  readonly starts: readonly ProgramMs[];
  /** True where they come from dates of the playlist. */
  readonly isDated: boolean;
}

/** A group, and where it stands. */
export interface PlacedGroup {
  readonly group: MarkerGroup;
  /** Start of the segment that follows. */
  readonly at: ProgramMs;
  /** End of the segment before, where dates jump between the two; else the same. */
  readonly endsAt: ProgramMs;
}

/** Marks and tags with the start of the segment that follows them. */
export interface PlacedBlocks {
  readonly groups: readonly PlacedGroup[];
  readonly tags: readonly Heard[];
  /** Of the first segment that is listed; null where nothing dates it. */
  readonly startsAt: ProgramMs | null;
  readonly starts: KnownStarts;
}

/** A delta update may skip all but the last segments; so many are remembered. */
const MAX_STARTS = 128;
/** Dates that are further apart from what the durations say do not go on. */
const JUMP_MS = 1_000;

/**
 * `firstAt`: when the first segment starts, for a playlist without dates. `known`: what the refresh before was placed by; it dates a
 * delta update (EXT-X-SKIP, RFC 8216bis §4.4.5.2) whose dates are in the part that it skips.
 */
export function placeBlocks(blocks: readonly Block[], firstAt: ProgramMs | null, known: KnownStarts): PlacedBlocks {
  const groups: PlacedGroup[] = [];
  const tags: Heard[] = [];
  const { sequence, isDelta } = firstListed(blocks);
  const datedAt = datedBack(blocks);
  const told = isDelta ? null : firstAt;
  const startsAt = datedAt ?? told ?? known.starts[sequence - known.first] ?? null;
  const isDated = datedAt !== null || (told === null && startsAt !== null && known.isDated);
  const starts: ProgramMs[] = [];
  let at = startsAt;
  for (const { dateMs, durationMs, group, ranges, hasUri } of blocks) {
    const endsAt = at;
    at = dateMs ?? at;
    for (const heard of ranges) tags.push({ ...heard, placeMs: at });
    if (at === null) continue;
    const isJump = endsAt !== null && Math.abs(endsAt - at) > JUMP_MS;
    if (group) groups.push({ at, endsAt: isJump ? endsAt : at, group });
    if (hasUri) starts.push(at);
    at += durationMs;
  }
  const from = Math.max(0, starts.length - MAX_STARTS);
  return { groups, tags, startsAt, starts: { first: sequence + from, starts: starts.slice(from), isDated } };
}

/** Media sequence number of the first segment that is not skipped. */
function firstListed(blocks: readonly Block[]): { sequence: number; isDelta: boolean } {
  const [head] = blocks;
  return { sequence: (head?.sequence ?? 0) + (head?.skipped ?? 0), isDelta: (head?.skipped ?? 0) > 0 };
}

/** Start of the first segment by the first date, which may stand further on. */
function datedBack(blocks: readonly Block[]): ProgramMs | null {
  let beforeMs = 0;
  for (const { dateMs, durationMs } of blocks) {
    if (dateMs !== null) return dateMs - beforeMs;
    beforeMs += durationMs;
  }
  return null;
}
