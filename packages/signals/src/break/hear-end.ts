import type { Signal } from '@cutaway/model';
import { isLive, type BreakRecord, type LiveRecord, type Voice } from './breaks-state.js';
import { ownDeadline } from './deadline.js';
import type { Hearing } from './hear-start.js';
import { plannedEnd } from './nesting.js';
import { restate } from './restate.js';

type EndSignal = Extract<Signal, { type: 'break-end' }>;
type CancelSignal = Extract<Signal, { type: 'break-cancel' }>;

/** Ends of breaks and opportunities: what an OUT without a type may have meant. */
const UNIT_ENDS = [0x23, 0x35, 0x37];

/**
 * An end closes the newest live break that it names, by key or by event, and what lies in what it names. One that names nothing known
 * closes the break that it falls in. The end of a spot closes nothing.
 */
export function hearEnd(
  records: readonly BreakRecord[],
  signal: EndSignal,
  { options }: Hearing,
): readonly BreakRecord[] {
  const { endsAt, kind } = signal;
  const isKnown = records.some((record) => record.voices.some((voice) => names(signal, voice)));
  const inTime = records.filter(
    (record): record is LiveRecord =>
      isLive(record) &&
      endsAt >= record.brk.startsAt - options.mergeMs &&
      (kind ?? record.brk.kind) === record.brk.kind,
  );
  const target = newest(
    inTime.filter((record) => (isKnown ? has(record, 'whole', signal) : fallsIn(record, signal, options))),
  );
  return records.map((record): BreakRecord => {
    const isCut =
      isLive(record) &&
      inTime.includes(record) &&
      has(record, 'around', signal) &&
      endsAt < (plannedEnd(record.brk) ?? Infinity);
    if (record !== target && !isCut) return record;
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
  const ofKind = records.filter(({ brk }) => (signal.kind ?? brk.kind) === brk.kind);
  const target = newest(
    ofKind.filter((record) => (isLive(record) || record.phase === 'cancelled') && has(record, 'whole', signal)),
  );
  return records.map((record): BreakRecord => {
    if (record === target) return { ...record, phase: 'cancelled' };
    const voices = record.voices.filter((voice) => voice.role === 'whole' || !names(signal, voice));
    return ofKind.includes(record) && isLive(record) && voices.length < record.voices.length
      ? restate(record, voices, options)
      : record;
  });
}

/** By its key, or as the same event in the words of another carrier. */
function names({ type, key, event, ...signal }: EndSignal | CancelSignal, voice: Voice): boolean {
  if (key === voice.key) return true;
  if (!event || event.command !== voice.event?.command || event.eventId !== voice.event.eventId) return false;
  const endType = type === 'break-end' ? ((signal as EndSignal).segmentationTypeId ?? null) : null;
  return endType === null || voice.segmentationTypeId === null || endType === voice.segmentationTypeId + 1;
}

function has({ voices }: BreakRecord, role: Voice['role'], signal: EndSignal | CancelSignal): boolean {
  return voices.some((voice) => voice.role === role && names(signal, voice));
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
  { endsAt, carrier, kind, segmentationTypeId: type }: EndSignal,
  options: Hearing['options'],
): boolean {
  const isInside = endsAt > brk.startsAt && endsAt <= ownDeadline(brk, options).endsAt;
  if (!isInside || brk.kind !== 'linear' || kind === 'overlay' || voices.every((voice) => voice.carrier !== carrier))
    return false;
  // The end of an ad, or of a block, is not the end of what holds it.
  return (
    type === undefined ||
    (brk.segmentationTypeId === null ? UNIT_ENDS.includes(type) : type === brk.segmentationTypeId + 1)
  );
}
