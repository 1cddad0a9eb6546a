import type { ProgramMs } from '@cutaway/model';

/** In 1938: the clock of inserted ads begins in 1900, and content has no such dates. */
const ADS_END = -1e12;

/** True where a programme time is one of an inserted ad. */
export function isInsertedAt(programMs: ProgramMs): boolean {
  return programMs < ADS_END;
}
