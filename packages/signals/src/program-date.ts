import type { ProgramMs } from '@cutaway/model';

/** A date without a zone is UTC (RFC 8216bis §4.4.5.1). `zone = "Z" / ( "+" / "-" ) 2DIGIT [ ":" ] 2DIGIT`. */
const ZONE = /(?:Z|([+-]\d\d):?(\d\d))$/i;

/** Programme time of an ISO 8601 date, or null where it is none. */
export function parseProgramDate(text: string | undefined): ProgramMs | null {
  if (text === undefined || !/T/i.test(text)) return null;
  const zoned = ZONE.test(text)
    ? text.replace(ZONE, (zone, hours, minutes) => (hours ? `${hours}:${minutes}` : zone))
    : `${text}Z`;
  const ms = Date.parse(zoned);
  return isNaN(ms) ? null : ms;
}
