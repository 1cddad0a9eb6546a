import type { ProgramMs } from '@cutaway/model';
import { hearTag, type Heard } from './hear-tag.js';
import { ownCopy } from './own-copy.js';
import { parseProgramDate } from './program-date.js';
import { parseSegmentMs } from './segment-duration.js';

const TAG = /^#(EXTINF|EXT-X-DATERANGE|EXT-X-PROGRAM-DATE-TIME):([^\r\n]*)/gm;

/** The DATERANGE tags of a media playlist in their order, understood, and whether it has a date at all. */
export function readDateRangeTags(playlist: string): { tags: readonly Heard[]; hasDate: boolean } {
  const tags: (Heard & { placeMs: ProgramMs | null })[] = [];
  let placed = 0;
  let hasDate = false;
  let atMs: ProgramMs | null = null;
  const place = (): void => tags.slice(placed).forEach((tag) => (tag.placeMs = atMs));
  playlist.replace(TAG, (line, name: string, value: string) => {
    if (name === 'EXTINF') {
      place();
      placed = tags.length;
      if (atMs !== null) atMs += parseSegmentMs(value);
    } else if (name === 'EXT-X-DATERANGE') {
      const own = ownCopy(line);
      const heard = hearTag(own, own.slice(17));
      if (heard) tags.push(heard);
    } else {
      atMs = parseProgramDate(value.trim());
      hasDate = hasDate || atMs !== null;
    }
    return '';
  });
  place();
  return { tags, hasDate };
}
