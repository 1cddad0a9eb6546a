import type { BreakNotice } from '@cutaway/model';
import { isLive, type BreakRecord } from './breaks-state.js';

/**
 * What to tell the world: the difference of two states, so that a repeat tells nothing by construction. New records come
 * last; until some are forgotten the others keep their places.
 */
export function tellChanges(before: readonly BreakRecord[], after: readonly BreakRecord[]): readonly BreakNotice[] {
  const notices: BreakNotice[] = [];
  after.forEach((record, at) => {
    const { brk, phase, conflicts } = record;
    const old = before[at];
    if (old ? !isLive(old) : phase === 'missed' || phase === 'cancelled') return;
    const breakId = brk.id;
    if (!old) notices.push({ type: 'break-announced', brk });
    // Of what is over, its end says all, but for where it began.
    else if (isToTell(record, old) && JSON.stringify(old.brk) !== JSON.stringify(brk))
      notices.push({ type: 'break-updated', brk });
    for (const conflict of conflicts.slice(old?.conflicts.length ?? 0)) {
      notices.push({ type: 'signal-conflict', breakId, conflict });
    }
    if (phase === 'cancelled') notices.push({ type: 'break-cancelled', breakId });
    if (phase === 'ended') {
      notices.push({ type: 'break-ended', breakId, endsAt: record.endsAt, reason: record.reason });
    }
  });
  return notices;
}

function isToTell(record: BreakRecord, { brk }: BreakRecord): boolean {
  return brk !== record.brk && (isLive(record) || brk.startsAt !== record.brk.startsAt);
}
