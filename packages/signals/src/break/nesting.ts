import type { Break, ProgramMs } from '@cutaway/model';
import type { BreakOptions } from './break-options.js';
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

/** Break, then opportunities and splice_inserts, then ad blocks, then ads (SCTE 35 §10.3.3.5). */
function depthOf({ segmentationTypeId: type }: Typed): number {
  if (type === 0x22) return 1;
  return type === null || type < 0x30 || (type >= 0x34 && type < 0x44) ? 2 : type >= 0x44 ? 3 : 4;
}

/** null where they have nothing to do with each other, but for what comes first. */
export function relate(record: BreakRecord, start: StartSignal, options: BreakOptions): Relation | null {
  const { brk, voices } = record;
  const { kind, position, startsAt, plannedMs } = start;
  if (kind !== brk.kind || position !== brk.position || record.phase === 'cancelled') return null;
  const untilMs = brk.plannedMs === null ? null : brk.startsAt + brk.plannedMs;
  const wholes = voices.filter(({ role }) => role === 'whole');
  const isElsewhere = wholes.every(({ carrier }) => carrier !== start.carrier);
  if (isElsewhere && wholes.some((voice) => isSameEvent(voice, start))) {
    const isDuring = record.phase === 'ended' ? startsAt < record.endsAt : startsAt < (untilMs ?? Infinity);
    if (isDuring && startsAt > brk.startsAt - options.segmentMs) return 'same';
  }
  const isTogether = isNear(brk.startsAt, startsAt, options.mergeMs);
  const isLoose =
    isElsewhere && [start, ...wholes].some(({ timeFrom }) => timeFrom === 'segment' || timeFrom === 'pts');
  const isUnnamed = isElsewhere && (!start.event || wholes.every(({ event }) => !event));
  if (
    isTogether
      ? isUnnamed || isAlike(brk, start)
      : isLoose && isNear(brk.startsAt, startsAt, options.segmentMs) && isAlike(brk, start)
  )
    return 'same';
  if (position || !isLive(record)) return null;
  if (holds(brk, start, options)) return 'inside';
  return (isTogether || record.phase === 'announced') &&
    holds({ startsAt, plannedMs, segmentationTypeId: start.segmentationTypeId }, brk, options)
    ? 'around'
    : null;
}

/** One event in the words of two carriers. */
function isSameEvent(
  { event: one, segmentationTypeId: type }: StartSignal,
  { event: other, segmentationTypeId }: StartSignal,
): boolean {
  if (!one || !other || type !== segmentationTypeId) return false;
  return one.command === other.command && one.eventId === other.eventId && one.num === other.num;
}

/** True where the lengths of two things that start together do not tell them apart. */
function isAlike(one: Span, other: Span): boolean {
  if (one.plannedMs !== null && other.plannedMs !== null) return isNear(one.plannedMs, other.plannedMs, SAME_LENGTH_MS);
  return depthOf(one) === depthOf(other) || Math.max(depthOf(one), depthOf(other)) < 3;
}

/** True where `inner` lies in `outer`. What has no end holds what is deeper. */
export function holds(outer: Span, inner: Span, { mergeMs }: BreakOptions): boolean {
  const { startsAt, plannedMs } = outer;
  if (inner.startsAt < startsAt - mergeMs) return false;
  if (plannedMs === null) return depthOf(inner) > depthOf(outer);
  const untilMs: ProgramMs = startsAt + plannedMs;
  return inner.startsAt < untilMs - mergeMs && inner.startsAt + (inner.plannedMs ?? 0) <= untilMs + mergeMs;
}

export function isNear(a: number, b: number, withinMs: number): boolean {
  return Math.abs(a - b) <= withinMs;
}

export function plannedEnd({ startsAt, plannedMs }: Pick<Break, 'startsAt' | 'plannedMs'>): ProgramMs | null {
  return plannedMs === null ? null : startsAt + plannedMs;
}
