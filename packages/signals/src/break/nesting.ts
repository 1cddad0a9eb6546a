import type { Break, ProgramMs, Signal } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
import { depthOf, isEndOf } from '../splice-types.js';
import { isLive, type BreakRecord, type StartSignal } from './breaks-state.js';

/** Lengths that differ by more belong to different things: a break and a spot inside it. */
const SAME_LENGTH_MS = 1_000;

/** A splice_insert or a plain tag has no segmentation type; its command does as one. */
const INSERT = 0x05;

type Typed = Pick<StartSignal, 'segmentationTypeId'>;
type Span = Pick<StartSignal, 'startsAt' | 'plannedMs' | 'segmentationTypeId'>;

/** How a start stands to a break that is known. */
export type Relation = 'same' | 'inside' | 'around';

/** Lower is preferred. */
export function rankOf({ segmentationTypeId }: Typed, { unitOrder }: BreakOptions): number {
  return unitOrder.indexOf(segmentationTypeId ?? INSERT) >>> 0;
}

type Named = Pick<StartSignal, 'event' | 'key' | 'segmentationTypeId'>;
type EndSignal = Extract<Signal, { type: 'break-end' }>;

/** One id may name what is nested, too: of one segmentation event, another type is another thing. */
export function isOtherLevel(
  { event: one, segmentationTypeId: type }: Named,
  { event, segmentationTypeId }: Named,
): boolean {
  return (
    one?.command === 'segmentation' &&
    event?.command === 'segmentation' &&
    one.eventId === event.eventId &&
    type !== segmentationTypeId
  );
}

/** False for the end of what lies in it under the same id. A key of the carrier's own says itself what it ends. */
export function mayEnd({ key, event, segmentationTypeId: end }: EndSignal, start: Named): boolean {
  const isOfEvent = event !== undefined && key === `segmentation:${event.eventId}`;
  return !isOfEvent || isEndOf(end, start.segmentationTypeId);
}

/** null where they have nothing to do with each other, but for what comes first. */
export function relate(record: BreakRecord, start: StartSignal, options: BreakOptions): Relation | null {
  const { brk, phase } = record;
  if (start.kind !== brk.kind || start.position !== brk.position) return null;
  if (isSameAvail(record, start, options)) return 'same';
  if (start.position || phase === 'cancelled') return null;
  // A spot of a break that is over belongs to it all the same; what begins after its end does not.
  const isLate = phase === 'ended' && start.startsAt >= record.endsAt;
  if (holds(brk, start, options)) return isLate ? null : 'inside';
  const mayHold = phase === 'announced' || (isLive(record) && isNear(brk.startsAt, start.startsAt, options.mergeMs));
  return mayHold && holds(start, brk, options) ? 'around' : null;
}

function isSameAvail(record: BreakRecord, start: StartSignal, { mergeMs, segmentMs }: BreakOptions): boolean {
  const { brk, phase } = record;
  const wholes = record.voices.filter(({ role }) => role === 'whole');
  const isElsewhere = wholes.every(({ carrier }) => carrier !== start.carrier);
  // What was taken back may come again under another key of its carrier, but not in the words of another one.
  if (phase === 'cancelled' && !isElsewhere) return false;
  const aheadMs = brk.startsAt - start.startsAt;
  const overAt = phase === 'ended' ? record.endsAt : (plannedEnd(brk) ?? Infinity);
  const isDuring = aheadMs < segmentMs && start.startsAt < overAt;
  // Renditions have their segments where they like.
  const mayRepeat = (voice: StartSignal): boolean => isElsewhere || [voice, start].every(isPlaced);
  if (isDuring && wholes.some((voice) => mayRepeat(voice) && isSameEvent(voice, start))) return true;
  if (isNear(aheadMs, 0, mergeMs)) {
    const isUnnamed = isElsewhere && (!start.event || wholes.every(({ event }) => !event));
    return isUnnamed || isAlike(brk, start);
  }
  const isLoose = [start, ...wholes].some(({ timeFrom }) => timeFrom === 'segment' || timeFrom === 'pts');
  return isElsewhere && isLoose && isNear(aheadMs, 0, segmentMs) && isAlike(brk, start);
}

function isPlaced({ timeFrom }: StartSignal): boolean {
  return timeFrom === 'segment';
}

/** One event in the words of two carriers. */
function isSameEvent(
  { event: one, segmentationTypeId: type }: StartSignal,
  { event: other, segmentationTypeId }: StartSignal,
): boolean {
  if (!one || !other || one.command !== other.command) return false;
  // A splice_insert has its type from what stands beside it, which not every carrier takes along.
  const isOfType = type === segmentationTypeId || one.command === 'splice-insert';
  return isOfType && one.eventId === other.eventId && one.num === other.num;
}

/** True where the lengths of two things that start together do not tell them apart. */
function isAlike(one: Span, other: Span): boolean {
  if (one.plannedMs !== null && other.plannedMs !== null) return isNear(one.plannedMs, other.plannedMs, SAME_LENGTH_MS);
  return (
    depthOf(one.segmentationTypeId) === depthOf(other.segmentationTypeId) ||
    Math.max(depthOf(one.segmentationTypeId), depthOf(other.segmentationTypeId)) < 3
  );
}

/** True where `inner` lies in `outer`. What has no end holds what is deeper, and lies in nothing that is. */
export function holds(outer: Span, inner: Span, { mergeMs }: BreakOptions): boolean {
  const { startsAt, plannedMs } = outer;
  if (inner.startsAt < startsAt - mergeMs) return false;
  const deeper = depthOf(inner.segmentationTypeId) - depthOf(outer.segmentationTypeId);
  if (plannedMs === null || (inner.plannedMs === null && deeper < 0)) return deeper > 0;
  const untilMs: ProgramMs = startsAt + plannedMs;
  return inner.startsAt < untilMs - mergeMs && inner.startsAt + (inner.plannedMs ?? 0) <= untilMs + mergeMs;
}

export function isNear(a: number, b: number, withinMs: number): boolean {
  return Math.abs(a - b) <= withinMs;
}

export function plannedEnd({ startsAt, plannedMs }: Pick<Break, 'startsAt' | 'plannedMs'>): ProgramMs | null {
  return plannedMs === null ? null : startsAt + plannedMs;
}
