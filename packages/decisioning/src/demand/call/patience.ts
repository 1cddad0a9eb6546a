/** How long a bidder usually takes: mean and deviation, each an exponentially weighted average, as TCP estimates its round trip (RFC 6298). */
export interface Patience {
  /** null: it has not answered yet. */
  readonly meanMs: number | null;
  readonly deviationMs: number;
  /** Doubled by each timeout in a row, so that a bidder that became slower is heard again. */
  readonly backoff: number;
}

export const NEW_PATIENCE: Patience = { meanMs: null, deviationMs: 0, backoff: 1 };

const MEAN_WEIGHT = 1 / 8;
const DEVIATION_WEIGHT = 1 / 4;
/** Shorter than that a full event loop would look like a slow bidder. */
export const LEAST_PATIENCE_MS = 50;
const MOST_BACKOFF = 64;

/** What an answer after `tookMs` teaches. */
export function heardAfter({ meanMs, deviationMs }: Patience, tookMs: number): Patience {
  if (meanMs === null) return { meanMs: tookMs, deviationMs: tookMs / 2, backoff: 1 };
  return {
    meanMs: meanMs + MEAN_WEIGHT * (tookMs - meanMs),
    deviationMs: deviationMs + DEVIATION_WEIGHT * (Math.abs(tookMs - meanMs) - deviationMs),
    backoff: 1,
  };
}

/** What a timeout teaches. */
export function heardNothing(patience: Patience): Patience {
  return { ...patience, backoff: Math.min(patience.backoff * 2, MOST_BACKOFF) };
}

export interface TimeoutLimits {
  /** The bidder's own. */
  readonly tmaxMs: number;
  /** Of the asker. */
  readonly leftMs: number;
  /** Nobody is given less, if the two above have as much. */
  readonly leastMs: number;
}

/** How long to wait for the next answer: what is usual with room for four deviations, never more than `tmaxMs` or what is left. */
export function timeoutOf(
  { meanMs, deviationMs, backoff }: Patience,
  { tmaxMs, leftMs, leastMs }: TimeoutLimits,
): number {
  const usual = meanMs === null ? tmaxMs : Math.max(leastMs, (meanMs + 4 * deviationMs) * backoff);
  return Math.floor(Math.min(usual, tmaxMs, leftMs));
}
