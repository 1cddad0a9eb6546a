import type { Signal } from '@cutaway/model';
import { isLive, type BreakRecord } from './breaks-state.js';
import { ownDeadline } from './deadline.js';
import { isWholeBreak } from './describe-break.js';
import { isNamed, type Hearing } from './hear-start.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;
type CancelSignal = Extract<Signal, { type: 'break-cancel' }>;

/** An end signal: it closes the live break of its key; one whose key is unknown closes the break that it falls in. */
export function hearEnd(records: readonly BreakRecord[], signal: EndSignal, hearing: Hearing): readonly BreakRecord[] {
  const { key, endsAt } = signal;
  const isKnown = records.some((record) => isNamed(record, key));
  const target = newest(
    records.filter(
      (record) =>
        isLive(record) &&
        endsAt >= record.brk.startsAt - hearing.options.mergeMs &&
        (isKnown ? isMeant(record, signal, hearing) : fallsIn(record, signal, hearing)),
    ),
  );
  return records.map((record) =>
    record === target
      ? { ...record, phase: 'ended', endsAt: Math.max(endsAt, record.brk.startsAt), reason: 'in' }
      : record,
  );
}

/**
 * A cancel signal: it takes back the newest break of its key, before or while it runs. Where that one is cancelled already,
 * the cancel is a repeat, and an earlier break that still runs is not meant.
 */
export function hearCancel(
  records: readonly BreakRecord[],
  signal: CancelSignal,
  hearing: Hearing,
): readonly BreakRecord[] {
  const target = newest(
    records.filter((record) => (isLive(record) || record.phase === 'cancelled') && isMeant(record, signal, hearing)),
  );
  return records.map((record) => (record === target ? { ...record, phase: 'cancelled' } : record));
}

function newest(records: BreakRecord[]): BreakRecord | undefined {
  return records.sort((a, b) => a.brk.startsAt - b.brk.startsAt).pop();
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
