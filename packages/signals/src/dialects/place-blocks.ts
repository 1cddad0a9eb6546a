import type { ProgramMs } from '@cutaway/model';
import type { Heard } from '../hear-tag.js';
import type { Block } from './playlist-blocks.js';
import type { MarkerGroup } from './marker-group.js';

/** Marks and tags with the start of the segment that follows them. */
export interface PlacedBlocks {
  readonly groups: readonly { readonly at: ProgramMs; readonly group: MarkerGroup; readonly isTrailing: boolean }[];
  readonly tags: readonly Heard[];
  /** Of the first segment; null where the playlist has no date. */
  readonly startsAt: ProgramMs | null;
  readonly hasDate: boolean;
}

/** `firstAt`: when the first segment starts, for a playlist without dates. */
export function placeBlocks(blocks: readonly Block[], firstAt: ProgramMs | null): PlacedBlocks {
  const groups: { at: ProgramMs; group: MarkerGroup; isTrailing: boolean }[] = [];
  const tags: Heard[] = [];
  let beforeMs = 0;
  const dated = blocks.find(({ dateMs, durationMs }) => {
    if (dateMs === null) beforeMs += durationMs;
    return dateMs !== null;
  });
  const startsAt = dated ? (dated.dateMs ?? 0) - beforeMs : firstAt;
  let at = startsAt;
  for (const { dateMs, durationMs, group, ranges, hasUri } of blocks) {
    at = dateMs ?? at;
    for (const heard of ranges) tags.push({ ...heard, placeMs: at });
    if (group && at !== null) groups.push({ at, group, isTrailing: !hasUri });
    if (at !== null) at += durationMs;
  }
  return { groups, tags, startsAt, hasDate: dated !== undefined };
}
