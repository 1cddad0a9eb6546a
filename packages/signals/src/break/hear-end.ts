import type { Signal } from '@cutaway/model';
import { isLive, type BreakRecord, type LiveRecord } from './breaks-state.js';
import { ownDeadline } from './deadline.js';
import { isWholeBreak } from './describe-break.js';
import type { Hearing } from './hear-start.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;
type CancelSignal = Extract<Signal, { type: 'break-cancel' }>;

/** An end signal: it closes the live break of its key; one whose key is unknown closes the break that it falls in. */
export function hearEnd(records: readonly BreakRecord[], signal: EndSignal, hearing: Hearing): readonly BreakRecord[] {
  const isKnown = records.some((record) => record.voices.some(({ key }) => key === signal.key));
  const target = records
    .filter(isLive)
    .filter((record) => {
      const isAfterStart = signal.endsAt >= record.brk.startsAt - hearing.options.mergeMs;
      return isAfterStart && (isKnown ? speaksFor(record, signal.key, hearing) : fallsIn(record, signal, hearing));
    })
    .sort((a, b) => a.brk.startsAt - b.brk.startsAt)
    .pop();
  if (target === undefined) return records;
  const endsAt = Math.max(signal.endsAt, target.brk.startsAt);
  return records.map((record) => (record === target ? { ...target, phase: 'ended', endsAt, reason: 'in' } : record));
}

/** A cancel signal: it takes back the live break of its key, before or while it runs. */
export function hearCancel(
  records: readonly BreakRecord[],
  signal: CancelSignal,
  hearing: Hearing,
): readonly BreakRecord[] {
  return records.map((record) =>
    isLive(record) && speaksFor(record, signal.key, hearing) ? { ...record, phase: 'cancelled' } : record,
  );
}

function speaksFor({ brk, voices }: LiveRecord, key: string, { options }: Hearing): boolean {
  return voices.some((voice) => voice.key === key && isWholeBreak(voice, brk.startsAt, brk.plannedMs, options.mergeMs));
}

/** OUT and IN under different IDs, with nothing that ties them: position decides. Overlays have channels of their own. */
function fallsIn({ brk }: LiveRecord, signal: EndSignal, { options }: Hearing): boolean {
  const isInside = signal.endsAt > brk.startsAt && signal.endsAt <= ownDeadline(brk, options).endsAt;
  return isInside && brk.kind === 'linear' && brk.carrier === signal.carrier;
}
