import type { Signal } from '@cutaway/model';
import { isLive, type BreakRecord } from './breaks-state.js';
import { ownDeadline } from './deadline.js';
import { isWholeBreak } from './describe-break.js';
import { isNamed, type Hearing } from './hear-start.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;
type CancelSignal = Extract<Signal, { type: 'break-cancel' }>;

/**
 * An end signal closes the newest live break of its key; one whose key is unknown closes the break that it falls in.
 * A cancel takes back the newest break of its key, before or while it runs. Where that one is cancelled already, the cancel is
 * a repeat, and an earlier break that still runs is not meant.
 */
export function hearEnd(
  records: readonly BreakRecord[],
  signal: EndSignal | CancelSignal,
  hearing: Hearing,
): readonly BreakRecord[] {
  const isKnown = records.some((record) => isNamed(record, signal.key));
  const target = records
    .filter((record) => {
      if (signal.type === 'break-cancel') {
        return (isLive(record) || record.phase === 'cancelled') && isMeant(record, signal, hearing);
      }
      const isInTime = signal.endsAt >= record.brk.startsAt - hearing.options.mergeMs;
      return isLive(record) && isInTime && (isKnown ? isMeant : fallsIn)(record, signal, hearing);
    })
    .sort((a, b) => a.brk.startsAt - b.brk.startsAt)
    .pop();
  return records.map((record) => {
    if (record !== target) return record;
    if (signal.type === 'break-cancel') return { ...record, phase: 'cancelled' };
    return { ...record, phase: 'ended', endsAt: Math.max(signal.endsAt, record.brk.startsAt), reason: 'in' };
  });
}

/** By its key, as the whole break, and not of the other kind. */
function isMeant({ brk, voices }: BreakRecord, { key, kind }: EndSignal | CancelSignal, { options }: Hearing): boolean {
  const isOfKind = kind === undefined || kind === brk.kind;
  return isOfKind && voices.some((voice) => voice.key === key && isWholeBreak(voice, brk, options.mergeMs));
}

/** OUT and IN under different IDs, with nothing that ties them: position decides. Overlays have channels of their own. */
function fallsIn({ brk }: BreakRecord, { endsAt, carrier, kind }: EndSignal, { options }: Hearing): boolean {
  const isInside = endsAt > brk.startsAt && endsAt <= ownDeadline(brk, options).endsAt;
  return isInside && brk.kind === 'linear' && kind !== 'overlay' && brk.carrier === carrier;
}
