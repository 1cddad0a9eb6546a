import type { ProgramMs } from '@cutaway/model';

/** A date without a zone is UTC (RFC 8216bis §4.4.5.1). `zone = "Z" / ( "+" / "-" ) 2DIGIT [ ":" ] 2DIGIT`. */
const ZONE = /(Z|([+-]\d\d):?(\d\d))?$/i;

/** Programme time of an ISO 8601 date, or null where it is none. */
export function parseProgramDate(text = ''): ProgramMs | null {
  // Most end so; a long window has thousands.
  const zoned = text.endsWith('Z')
    ? text
    : text.replace(ZONE, (_zone, _any, hours, minutes) => (hours ? `${hours}:${minutes}` : 'Z'));
  const ms = /T/i.test(text) ? Date.parse(zoned) : NaN;
  return isNaN(ms) ? null : ms;
}
