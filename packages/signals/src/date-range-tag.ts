import type { ProgramMs } from '@cutaway/model';
import { parseAttributeList } from './attribute-list.js';
import { parseProgramDate } from './program-date.js';

/** One EXT-X-DATERANGE line. */
export interface DateRangeTag {
  readonly line: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Start of the segment that follows the tag; null where the playlist has no date before it. */
  readonly placeMs: ProgramMs | null;
}

const TAG = /^#(EXTINF|EXT-X-DATERANGE|EXT-X-PROGRAM-DATE-TIME):([^\r\n]*)/gm;

/** The DATERANGE tags of a media playlist in their order, and whether it has a date at all. */
export function readDateRangeTags(playlist: string): { tags: readonly DateRangeTag[]; hasDate: boolean } {
  const tags: { -readonly [Field in keyof DateRangeTag]: DateRangeTag[Field] }[] = [];
  let placed = 0;
  let hasDate = false;
  let atMs: ProgramMs | null = null;
  const place = (): void => tags.slice(placed).forEach((tag) => (tag.placeMs = atMs));
  playlist.replace(TAG, (line, name: string, value: string) => {
    if (name === 'EXTINF') {
      place();
      placed = tags.length;
      if (atMs !== null) atMs += (parseFloat(value) || 0) * 1000;
    } else if (name === 'EXT-X-DATERANGE') {
      tags.push({ line, attributes: parseAttributeList(value), placeMs: null });
    } else {
      atMs = parseProgramDate(value.trim());
      hasDate = hasDate || atMs !== null;
    }
    return '';
  });
  place();
  return { tags, hasDate };
}
