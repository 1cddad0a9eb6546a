/** A distribution that can be begun anew: of `monitorEventLoopDelay`, nanoseconds. */
export interface DelayHistogram {
  percentile(percent: number): number;
  reset(): void;
}

/** A window's length, in milliseconds: who was overloaded is to be recovered within 5 s. */
const WINDOW_MS = 2000;

/**
 * p99 of the last 2 to 4 s, in nanoseconds: of the window that is open and the one before. What was long ago says nothing of whether
 * a request is answered in time now, and a window that has just begun says too little.
 */
export function createRecentDelay(histogram: DelayHistogram, nowMs: () => number): () => number {
  let before = 0;
  let openedAtMs = nowMs();
  return () => {
    const p99 = histogram.percentile(99);
    if (nowMs() - openedAtMs >= WINDOW_MS) {
      // Of a window that nobody looked at for long, nothing recent can be said.
      before = nowMs() - openedAtMs < 2 * WINDOW_MS ? p99 : 0;
      openedAtMs = nowMs();
      histogram.reset();
      return p99;
    }
    return Math.max(before, p99 || 0);
  };
}
