import type { Break, Signal } from '@cutaway/model';
import type { BreakRow } from './break-row.js';
import type { BreakHappening } from './happening.js';
import type { BreakLog, Moment } from './tell-breaks.js';
import { SAME_PLACE_MS } from './tell-signals.js';

type StartSignal = Extract<Signal, { type: 'break-start' }>;

/** A break that tells no duration may be so long (docs/break-lifecycle.md, maxOpenMs). */
const OPEN_MS = 300_000;

/** Starts that opened no break: the answer to "why did it not fire" that no notice of the reducer gives. */
export function tellMissed(log: BreakLog, fresh: readonly Signal[], { at, viewAt }: Moment): BreakHappening[] {
  const rows = [...log.rows.values()];
  return fresh.flatMap((signal) => {
    if (signal.type !== 'break-start' || rows.some((row) => isCovered(signal, row))) return [];
    const brk = breakOf(signal);
    const inMs = viewAt === null ? null : brk.startsAt - viewAt;
    return {
      type: 'break',
      at,
      state: 'missed',
      brk,
      streamAt: brk.startsAt,
      endsAt: null,
      reason: null,
      inMs,
      changes: [],
    };
  });
}

function isCovered({ key, kind, startsAt }: StartSignal, { brk, endsAt }: BreakRow): boolean {
  if (brk.kind !== kind) return false;
  if (brk.id === key || brk.id.startsWith(`${key}#`) || brk.parts?.some((part) => part.key === key)) return true;
  const to = Math.max(endsAt ?? 0, brk.startsAt + (brk.plannedMs ?? OPEN_MS));
  return startsAt >= brk.startsAt - SAME_PLACE_MS && startsAt <= to;
}

function breakOf({
  key,
  kind,
  carrier,
  startsAt,
  plannedMs,
  autoReturn,
  upids,
  segmentationTypeId,
}: StartSignal): Break {
  return { id: key, kind, carrier, startsAt, plannedMs, autoReturn, upids, segmentationTypeId };
}
