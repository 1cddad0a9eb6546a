/**
 * How healthy the way to a bidder is, by how long calls wait for a connection: the first sign that it answers slower than it is
 * asked, long before calls time out.
 */
export interface QueueHealth {
  /** 1: no wait is long; 0: all are. */
  readonly health: number;
  /** Saved up by calls that were held back: one call goes for each whole one. */
  readonly credit: number;
}

export interface ThrottleLimits {
  /** A wait from here on is bad. */
  readonly badMs: number;
  /** A wait up to here is good; between the two it says nothing. */
  readonly goodMs: number;
  /** Over how many calls the health is averaged. */
  readonly window: number;
}

export const THROTTLE_LIMITS: ThrottleLimits = { badMs: 50, goodMs: 10, window: 1000 };
export const HEALTHY: QueueHealth = { health: 1, credit: 0 };

/** Some calls always go, or nothing would be learnt of a bidder that has recovered. */
const LEAST_SHARE = 0.05;

/** What a wait for a connection teaches. */
export function waited(state: QueueHealth, waitMs: number, { badMs, goodMs, window }: ThrottleLimits): QueueHealth {
  if (waitMs > goodMs && waitMs < badMs) return state;
  const weight = 2 / (window + 1);
  return { ...state, health: state.health + weight * ((waitMs >= badMs ? 0 : 1) - state.health) };
}

/** Whether one more call may go. Above half health all do; below, a share that falls with it, evenly spread. */
export function passThrottle({ health, credit }: QueueHealth): {
  readonly passes: boolean;
  readonly state: QueueHealth;
} {
  if (health >= 0.5) return { passes: true, state: { health, credit: 0 } };
  const saved = credit + Math.max(LEAST_SHARE, health * 2);
  return saved >= 1
    ? { passes: true, state: { health, credit: saved - 1 } }
    : { passes: false, state: { health, credit: saved } };
}
