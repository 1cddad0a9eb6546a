import { isWithin, type BreakFaults } from './faults.js';

/** One break as the channel means it. Positions are milliseconds of media from the channel's first frame. */
export interface ChannelBreak {
  readonly id: string;
  /** splice_event_id or segmentation_event_id. */
  readonly eventId: number;
  readonly kind: 'linear' | 'overlay';
  readonly startsAtMs: number;
  readonly plannedMs: number;
  /** Where the live edge is when the break is first told. */
  readonly announcedAtMs: number;
  readonly faults: BreakFaults;
  /** Where it really ends. */
  readonly endsAtMs: number;
  /** Where the live edge is when the end is first told; null: never. */
  readonly endToldAtMs: number | null;
  /** Where the live edge is when it is taken back; null: never. */
  readonly cancelledAtMs: number | null;
}

type Draft = Pick<ChannelBreak, 'id' | 'eventId' | 'kind' | 'startsAtMs' | 'plannedMs' | 'announcedAtMs' | 'faults'>;

/** What an operator did to a break that is on: told at this position of the live edge. */
export interface Interruption {
  readonly returnedAtMs: number | null;
  readonly cancelledAtMs: number | null;
}

/** Works out where a break ends and when that is told. */
export function settleBreak(draft: Draft, on: Interruption, segmentMs: number, inLeadMs: number): ChannelBreak {
  const { faults } = draft;
  const cancelledAtMs =
    on.cancelledAtMs ??
    (faults.cancelAfterMs === undefined ? null : draft.announcedAtMs + upTo(faults.cancelAfterMs, segmentMs));
  if (on.returnedAtMs !== null) {
    return { ...draft, endsAtMs: on.returnedAtMs, endToldAtMs: on.returnedAtMs, cancelledAtMs };
  }
  const isEarly = faults.earlyInAfterMs !== undefined;
  const lastsMs = isEarly ? upTo(faults.earlyInAfterMs ?? 0, segmentMs) : draft.plannedMs + (faults.extendByMs ?? 0);
  const endsAtMs = draft.startsAtMs + lastsMs;
  const toldAtMs = isEarly ? endsAtMs : endsAtMs - inLeadMs;
  return { ...draft, endsAtMs, endToldAtMs: faults.noIn === true ? null : toldAtMs, cancelledAtMs };
}

/** The next multiple of a step that is not before a position. */
export function upTo(positionMs: number, stepMs: number): number {
  return Math.ceil(positionMs / stepMs) * stepMs;
}

/** How long after its end a break stays listed where the end was never told: breaks that nobody closes must go, too. */
const FORGET_OPEN_MS = 60_000;

/** Whether a break has left a manifest whose first segment starts at `firstMs`. */
export function isGone({ endsAtMs, endToldAtMs }: ChannelBreak, firstMs: number): boolean {
  return (endToldAtMs === null ? endsAtMs + FORGET_OPEN_MS : endsAtMs) <= firstMs;
}

/** Whether a manifest says something of a break while the live edge is at `edgeMs`. */
export function isTold(brk: ChannelBreak, edgeMs: number): boolean {
  const { missingTag } = brk.faults;
  return edgeMs >= brk.announcedAtMs && !(missingTag && isWithin(missingTag, edgeMs - brk.announcedAtMs));
}

/** How long a break is meant to be while the live edge is at `edgeMs`. */
export function plannedAt(brk: ChannelBreak, edgeMs: number): number {
  const isGrown = brk.faults.extendByMs !== undefined && edgeMs >= brk.startsAtMs + brk.plannedMs / 2;
  return brk.plannedMs + (isGrown ? (brk.faults.extendByMs ?? 0) : 0);
}

export function isCancelled(brk: ChannelBreak, edgeMs: number): boolean {
  return brk.cancelledAtMs !== null && edgeMs >= brk.cancelledAtMs;
}

export function isEndTold(brk: ChannelBreak, edgeMs: number): boolean {
  return brk.endToldAtMs !== null && edgeMs >= brk.endToldAtMs;
}
