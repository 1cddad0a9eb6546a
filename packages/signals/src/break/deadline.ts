import type { Break, BreakEndReason, ProgramMs } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import type { BreakRecord } from './breaks-state.js';

/** When a break ends if nobody says anything more, and why. */
export interface Deadline {
  readonly endsAt: ProgramMs;
  readonly reason: BreakEndReason;
}

/** By its own words: auto_return after its duration, else its duration and a grace, else the longest time open. */
function ownDeadline({ startsAt, plannedMs, autoReturn }: Break, { graceMs, maxOpenMs }: BreakOptions): Deadline {
  const openUntil: Deadline = { endsAt: startsAt + Math.max(maxOpenMs, plannedMs ?? 0), reason: 'max-open' };
  if (plannedMs === null) return openUntil;
  const endsAt = startsAt + plannedMs;
  if (autoReturn) return { endsAt, reason: 'auto' };
  return isFinite(graceMs) ? { endsAt: endsAt + graceMs, reason: 'duration' } : openUntil;
}

/** As `ownDeadline`, but never after the start of the next break of its kind. Of two that start together, the one known first stays. */
export function deadlineOf(record: BreakRecord, all: readonly BreakRecord[], options: BreakOptions): Deadline {
  let deadline = ownDeadline(record.brk, options);
  const own = all.indexOf(record);
  all.forEach(({ phase, brk }, at) => {
    if (brk.kind !== record.brk.kind || brk.position || phase === 'cancelled' || phase === 'missed') return;
    const aheadMs = brk.startsAt - record.brk.startsAt;
    const isNext = aheadMs > 0 || (aheadMs === 0 && at < own && phase !== 'ended');
    if (isNext && brk.startsAt < deadline.endsAt) deadline = { endsAt: brk.startsAt, reason: 'superseded' };
  });
  return deadline;
}
