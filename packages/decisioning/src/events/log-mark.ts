import { crc32 } from 'node:zlib';
import type { LoggedEvent, LogMark } from './event-log.js';

export const markOf = ({ offset, next, text }: Pick<LoggedEvent, 'offset' | 'next' | 'text'>): LogMark => ({
  offset,
  next,
  crc: crc32(text),
});

/** null: it is the record of the mark. Else what is there, in words. */
export function faultOfRecord(mark: LogMark, found: Pick<LoggedEvent, 'next' | 'text'> | null): string | null {
  if (found === null) return `there is no record at ${mark.offset}, expected one`;
  const isSame = found.next === mark.next && crc32(found.text) === mark.crc;
  return isSame ? null : `another record is at ${mark.offset}, expected the same log`;
}
