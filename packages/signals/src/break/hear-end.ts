import type { ProgramMs, Signal } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { isLive, type BreakRecord, type Voice } from './breaks-state.js';
import { deadlineOf } from './deadline.js';
import type { Hearing } from './hear-start.js';
import { isNear, mayEnd, plannedEnd } from './nesting.js';
import { restate } from './restate.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;
type CancelSignal = Extract<Signal, { type: 'break-cancel' }>;

/** Ends of breaks and opportunities: what an OUT without a type may have meant. */
const UNIT_ENDS = [0x23, 0x35, 0x37];

/**
 * An end closes the newest break that it names, by key or else by event, and what lies in what it names. One that names nothing known
 * closes the break that it falls in. The end of a spot closes nothing, and a repeat closes no earlier break.
 */
export function hearEnd(
  records: readonly BreakRecord[],
  signal: EndSignal,
  { options }: Hearing,
): readonly BreakRecord[] {
  const { endsAt, kind } = signal;
  const isNamed = namedBy(signal, records);
  const inTime = records.filter(({ brk }) => {
    return endsAt >= brk.startsAt - options.mergeMs && (kind ?? brk.kind) === brk.kind;
  });
  const targets = inTime.filter((record) =>
    isNamed
      ? record.phase !== 'cancelled' && has(record, 'whole', isNamed)
      : isLive(record) && fallsIn(record, signal, deadlineOf(record, records, options).endsAt),
  );
  const target = newest(targets.filter((record) => isDuring(record, endsAt, options))) ?? newest(targets);
  return records.map((record): BreakRecord => {
    const isCut =
      isNamed !== null &&
      inTime.includes(record) &&
      has(record, 'around', isNamed) &&
      endsAt < (plannedEnd(record.brk) ?? Infinity);
    if (!isLive(record) || (record !== target && !isCut)) return record;
    return { ...record, phase: 'ended', endsAt: Math.max(endsAt, record.brk.startsAt), reason: 'in' };
  });
}

/**
 * A cancel takes back the newest break that it names, before or while it runs; of what is around or inside, only that. Where the newest
 * is cancelled already, the cancel is a repeat, and an earlier break that still runs is not meant.
 */
export function hearCancel(
  records: readonly BreakRecord[],
  signal: CancelSignal,
  { options }: Hearing,
): readonly BreakRecord[] {
  const isNamed = namedBy(signal, records);
  if (!isNamed) return records;
  const ofKind = records.filter(({ brk }) => (signal.kind ?? brk.kind) === brk.kind);
  const target = newest(
    ofKind.filter((record) => (isLive(record) || record.phase === 'cancelled') && has(record, 'whole', isNamed)),
  );
  return records.map((record): BreakRecord => {
    if (record === target) return { ...record, phase: 'cancelled' };
    if (!isLive(record) || !ofKind.includes(record)) return record;
    const isOwn = (voice: Voice): boolean => (voice.role === 'part' || voice.role === 'around') && isNamed(voice);
    return restate(
      record,
      record.voices.map((voice) => (isOwn(voice) ? { ...voice, role: 'gone' } : voice)),
      options,
    );
  });
}

type IsNamed = (voice: Voice) => boolean;

/**
 * By its key, first what of that key has its type; where nothing has the key, as the same event in the words of another carrier. null:
 * it names nothing that is known.
 */
function namedBy(signal: EndSignal | CancelSignal, records: readonly BreakRecord[]): IsNamed | null {
  const { key, event } = signal;
  const endType = signal.type === 'break-end' ? (signal.segmentationTypeId ?? null) : null;
  const byKey: IsNamed = (voice) => voice.key === key && (signal.type === 'break-cancel' || mayEnd(signal, voice));
  const byType: IsNamed = (voice) => byKey(voice) && endType !== null && endType - 1 === voice.segmentationTypeId;
  const byEvent: IsNamed = ({ event: own, segmentationTypeId: type }) =>
    event !== undefined &&
    event.command === own?.command &&
    event.eventId === own.eventId &&
    (endType === null || type === null || endType === type + 1);
  return [byType, byKey, byEvent].find((isNamed) => records.some(({ voices }) => voices.some(isNamed))) ?? null;
}

/** Where a key ends and begins again at one time, the end is that of the first, even if it was told before. */
function isDuring(record: BreakRecord, endsAt: ProgramMs, { mergeMs }: BreakOptions): boolean {
  const isOver = record.phase === 'ended' && !isNear(record.endsAt, endsAt, mergeMs);
  return record.brk.startsAt < endsAt - mergeMs && !isOver;
}

function has({ voices }: BreakRecord, role: Voice['role'], isNamed: IsNamed): boolean {
  return voices.some((voice) => voice.role === role && isNamed(voice));
}

function newest(records: readonly BreakRecord[]): BreakRecord | undefined {
  return records
    .slice()
    .sort((a, b) => a.brk.startsAt - b.brk.startsAt)
    .pop();
}

/** OUT and IN under different IDs, with nothing that ties them: position decides. Overlays have channels of their own. */
function fallsIn(
  { brk, voices }: BreakRecord,
  { endsAt, carrier, segmentationTypeId: type }: EndSignal,
  overAt: ProgramMs,
): boolean {
  const isInside = endsAt > brk.startsAt && endsAt <= overAt && !brk.position;
  if (!isInside || brk.kind !== 'linear') return false;
  if (voices.every((voice) => voice.carrier !== carrier)) return false;
  // The end of an ad, or of a block, is not the end of what holds it.
  if (type === undefined) return true;
  return brk.segmentationTypeId === null ? UNIT_ENDS.includes(type) : type === brk.segmentationTypeId + 1;
}
