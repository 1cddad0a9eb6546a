import type { SignalConflict } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord, type Voice } from './breaks-state.js';
import { conflictsOf, describeBreak } from './describe-break.js';

/** The record with these voices. A break that has begun keeps its start; one that is over stays as it was told. */
export function restate(record: BreakRecord, voices: readonly Voice[], options: BreakOptions): BreakRecord {
  if (!isLive(record)) return { ...record, voices };
  const { id, startsAt } = record.brk;
  const brk = describeBreak(id, voices, record.phase === 'active' ? startsAt : null, options);
  const conflicts = conflictsOf(voices, options).reduce(addConflict, record.conflicts);
  return { ...record, voices, conflicts, brk: JSON.stringify(brk) === JSON.stringify(record.brk) ? record.brk : brk };
}

/** One for each pair of carriers and field. */
function addConflict(known: readonly SignalConflict[], one: SignalConflict): readonly SignalConflict[] {
  const isKnown = known.some(
    ({ field, kept, refused }) =>
      field === one.field && [kept, refused].includes(one.kept) && [kept, refused].includes(one.refused),
  );
  return isKnown ? known : [...known, one];
}
