import type { TrackingEvent, WallMs } from '@cutaway/model';

/** How far one ad came for one client. */
export interface AdProgress {
  /** 0 started, 1 first quartile … 4 complete; -1 nothing yet. */
  readonly reached: number;
  /** When its impression or start came: by our clock, and by the caller's, where it said. */
  readonly startedAtMs: WallMs | null;
  readonly startClaimedMs: WallMs | null;
  /** By the caller's clock: when it reached what it reached. */
  readonly reachedClaimedMs: WallMs | null;
  readonly isSkipped: boolean;
}

export const NO_PROGRESS: AdProgress = {
  reached: -1,
  startedAtMs: null,
  startClaimedMs: null,
  reachedClaimedMs: null,
  isSkipped: false,
};

export type ProgressFault = 'impossible-order' | 'impossible-timing';

const RANKS: Partial<Record<TrackingEvent, number>> = {
  impression: 0,
  start: 0,
  firstQuartile: 1,
  midpoint: 2,
  thirdQuartile: 3,
  complete: 4,
};

/** Clocks and players are a little off: an ad may run this much faster than it should. */
const LEAST_SHARE = 0.8;

/** A quarter of an ad, or several, cannot pass in less. */
export const leastMs = (rank: number, durationMs: number): number => (LEAST_SHARE * rank * durationMs) / 4;

export const rankOf = (event: TrackingEvent): number | null => RANKS[event] ?? null;

/** What one event says of an ad. */
export interface ProgressStep {
  readonly event: TrackingEvent;
  readonly durationMs: number;
  readonly atMs: WallMs;
  readonly claimedMs: WallMs | null;
}

/**
 * impression and start (either first) → first quartile → midpoint → third quartile → complete, each quarter in 0.8 of its time at
 * least. Deliveries overtake each other and are tried again, so time is the caller's own where it says it, an impression or a start is
 * never too late, and an event that came late but says a time before the later one is in order.
 */
export function stepProgress(
  before: AdProgress,
  { event, durationMs, atMs, claimedMs }: ProgressStep,
): { readonly after: AdProgress; readonly fault: ProgressFault | null } {
  const rank = rankOf(event);
  if (event === 'skip') return { after: stepOf(before, before.reached, before.reachedClaimedMs, true), fault: null };
  if (rank === null) return { after: before, fault: null };
  if (rank === 0) return { after: begin(before, atMs, claimedMs), fault: null };
  const after = rank > before.reached ? stepOf(before, rank, claimedMs, before.isSkipped) : before;
  return { after, fault: faultOf(before, rank, { durationMs, atMs, claimedMs }) };
}

function begin(before: AdProgress, atMs: WallMs, claimedMs: WallMs | null): AdProgress {
  if (before.startedAtMs !== null) return before;
  const { reached, reachedClaimedMs, isSkipped } = before;
  return { reached: Math.max(0, reached), startedAtMs: atMs, startClaimedMs: claimedMs, reachedClaimedMs, isSkipped };
}

function stepOf(
  { startedAtMs, startClaimedMs }: AdProgress,
  reached: number,
  reachedClaimedMs: WallMs | null,
  isSkipped: boolean,
): AdProgress {
  return { reached, startedAtMs, startClaimedMs, reachedClaimedMs, isSkipped };
}

function faultOf(before: AdProgress, rank: number, step: Omit<ProgressStep, 'event'>): ProgressFault | null {
  const { startedAtMs, startClaimedMs, reachedClaimedMs } = before;
  if (startedAtMs === null || (rank === 4 && before.isSkipped)) return 'impossible-order';
  const isOvertaken = step.claimedMs !== null && reachedClaimedMs !== null && step.claimedMs <= reachedClaimedMs;
  if (rank < before.reached && !isOvertaken) return 'impossible-order';
  const bothSay = step.claimedMs !== null && startClaimedMs !== null;
  const tookMs = bothSay ? atMost(step.claimedMs - startClaimedMs) : step.atMs - startedAtMs;
  return tookMs < leastMs(rank, step.durationMs) ? 'impossible-timing' : null;
}

/** Times may be said in whole seconds (VAST 4.3 §6.1, [TIMESTAMP]): two of those are up to a second further apart. */
const atMost = (apartMs: number): number => (apartMs % 1000 === 0 ? apartMs + 999 : apartMs);
