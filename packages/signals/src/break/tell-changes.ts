import type { BreakNotice } from '@cutaway/model';
import { isLive, type BreakRecord } from './breaks-state.js';

/** What to tell the world: the difference of two states, so that a repeat tells nothing by construction. */
export function tellChanges(before: readonly BreakRecord[], after: readonly BreakRecord[]): readonly BreakNotice[] {
  const notices: BreakNotice[] = [];
  const known = new Map<string, BreakRecord>();
  for (const record of before) known.set(record.brk.id, record);
  for (const record of after) {
    const old = known.get(record.brk.id);
    const isSilent = old === undefined ? record.phase === 'missed' || record.phase === 'cancelled' : !isLive(old);
    if (isSilent) continue;
    if (old === undefined) notices.push({ type: 'break-announced', brk: record.brk });
    else if (old.brk !== record.brk) notices.push({ type: 'break-updated', brk: record.brk });
    const breakId = record.brk.id;
    if (record.phase === 'cancelled') notices.push({ type: 'break-cancelled', breakId });
    if (record.phase === 'ended') {
      notices.push({ type: 'break-ended', breakId, endsAt: record.endsAt, reason: record.reason });
    }
  }
  return notices;
}
