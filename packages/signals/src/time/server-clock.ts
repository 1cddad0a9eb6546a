import type { WallMs } from '@cutaway/model';

/**
 * What is known of the server's clock: its offset to the device's lies between the two. A device may be wrong by hours, so nothing
 * that comes from the server's clock is held against the device's without it.
 */
export interface ServerClock {
  readonly leastOffsetMs: number;
  readonly mostOffsetMs: number;
}

/** One answer of the server, and when it was asked and heard by the device's clock. */
export interface ServerDate {
  readonly serverMs: WallMs;
  /** How far the server rounds down: 1000 for a Date header. */
  readonly resolutionMs: number;
  readonly sentAt: WallMs;
  readonly heardAt: WallMs;
}

/**
 * Narrows the offset with one more answer: the server looked at its clock between `sentAt` and `heardAt`. An answer that
 * contradicts the others means that a clock was set, and counts alone.
 */
export function stepServerClock(clock: ServerClock | null, date: ServerDate): ServerClock {
  const { serverMs, resolutionMs, sentAt, heardAt } = date;
  const leastOffsetMs = serverMs - Math.max(sentAt, heardAt);
  const mostOffsetMs = serverMs + resolutionMs - Math.min(sentAt, heardAt);
  if (!clock || clock.leastOffsetMs > mostOffsetMs || clock.mostOffsetMs < leastOffsetMs) {
    return { leastOffsetMs, mostOffsetMs };
  }
  return {
    leastOffsetMs: Math.max(clock.leastOffsetMs, leastOffsetMs),
    mostOffsetMs: Math.min(clock.mostOffsetMs, mostOffsetMs),
  };
}

/** The server's time at a time of the device: the middle of what is possible; the device's own where nothing is known. */
export function serverNow(clock: ServerClock | null, nowMs: WallMs): WallMs {
  return clock ? nowMs + (clock.leastOffsetMs + clock.mostOffsetMs) / 2 : nowMs;
}
