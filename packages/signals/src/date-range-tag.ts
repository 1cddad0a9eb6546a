import type { ProgramMs } from '@cutaway/model';
import { parseAttributeList } from './attribute-list.js';
import { parseProgramDate } from './program-date.js';

/** One EXT-X-DATERANGE line. */
export interface DateRangeTag {
  readonly line: string;
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Start of the segment that follows the tag; null where the playlist has no date before it. */
  readonly placeMs: ProgramMs | null;
}

const DATERANGE = '#EXT-X-DATERANGE:';
const PROGRAM_DATE = '#EXT-X-PROGRAM-DATE-TIME:';
const EXTINF = '#EXTINF:';

/** The DATERANGE tags of a media playlist in their order, and whether it has a date at all. */
export function readDateRangeTags(playlist: string): { tags: readonly DateRangeTag[]; hasDate: boolean } {
  const tags: DateRangeTag[] = [];
  let waiting: Omit<DateRangeTag, 'placeMs'>[] = [];
  let hasDate = false;
  let atMs: ProgramMs | null = null;
  const place = () => {
    for (const tag of waiting) tags.push({ ...tag, placeMs: atMs });
    waiting = [];
  };
  for (const line of playlist.split(/\r?\n/)) {
    if (line.startsWith(DATERANGE)) {
      const attributes = parseAttributeList(line.slice(DATERANGE.length));
      waiting.push({ line, id: attributes.get('ID') ?? '', attributes });
    } else if (line.startsWith(PROGRAM_DATE)) {
      atMs = parseProgramDate(line.slice(PROGRAM_DATE.length).trim());
      hasDate = hasDate || atMs !== null;
    } else if (line.startsWith(EXTINF)) {
      place();
      atMs = atMs === null ? null : atMs + (parseFloat(line.slice(EXTINF.length)) || 0) * 1000;
    }
  }
  place();
  return { tags, hasDate };
}
