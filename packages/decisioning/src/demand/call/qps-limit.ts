/** A bucket of calls that fills at the bidder's own rate. */
export interface QpsBucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** Of a second's calls so many may come at once: the rest must be spread, so that no second has more than 1.1 times its due. */
const BURST = 0.1;

export function fullBucket(qps: number, nowMs: number): QpsBucket {
  return { tokens: sizeOf(qps), atMs: nowMs };
}

/** The bucket after one call, or null where there is none left to make. */
export function takeCall({ tokens, atMs }: QpsBucket, qps: number, nowMs: number): QpsBucket | null {
  const filled = Math.min(sizeOf(qps), tokens + (Math.max(0, nowMs - atMs) / 1000) * qps);
  return filled >= 1 ? { tokens: filled - 1, atMs: nowMs } : null;
}

function sizeOf(qps: number): number {
  return Math.max(1, qps * BURST);
}
