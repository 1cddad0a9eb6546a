import type { ProgramMs } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord } from './breaks-state.js';
import { deadlineOf } from './deadline.js';

/** What programme time alone does to breaks: they begin, and they end at their deadline. */
export function passTime(
  records: readonly BreakRecord[],
  nowMs: ProgramMs,
  options: BreakOptions,
): readonly BreakRecord[] {
  return records.map((record) => {
    if (!isLive(record)) return record;
    if (record.brk.position) return passBesides(record, nowMs, options);
    const deadline = deadlineOf(record, records, options);
    if (nowMs >= deadline.endsAt) return { ...record, phase: 'ended', ...deadline };
    return nowMs >= record.brk.startsAt ? { ...record, phase: 'active' } : record;
  });
}

/** A pre- or post-roll lies beside the content's time. It is over once nobody has named it for long. */
function passBesides(record: BreakRecord, nowMs: ProgramMs, { maxOpenMs }: BreakOptions): BreakRecord {
  const { heardMs, brk } = record;
  if (heardMs === null) return { ...record, heardMs: nowMs };
  if (nowMs < heardMs + maxOpenMs) return record;
  return { ...record, phase: 'ended', endsAt: Math.max(heardMs + maxOpenMs, brk.startsAt), reason: 'max-open' };
}
