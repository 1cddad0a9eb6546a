import type { WallMs } from '@cutaway/model';
import type { Life } from './cohort-cache.js';

/** A decision for a break that is on now: fresh for 1 to 5 seconds. */
export interface JustInTime {
  readonly ttlMs?: number;
  /** 0 to 1: up to a quarter longer or shorter, so that cohorts decided together do not expire together. */
  readonly chance: number;
}

const TTL_MS = 2000;
const LEAST_MS = 1000;
const MOST_MS = 5000;
const SPREAD = 0.25;
/** A break is over before an answer is older than that. */
const STALE_MS = 30_000;

/** How long an answer to players that wait lives. */
export function justInTimeLife(nowMs: WallMs, { ttlMs = TTL_MS, chance }: JustInTime): Life {
  const spreadMs = ttlMs * (1 + SPREAD * (2 * chance - 1));
  const freshUntilMs = nowMs + Math.min(Math.max(spreadMs, LEAST_MS), MOST_MS);
  return { freshUntilMs, staleUntilMs: freshUntilMs + STALE_MS };
}

/** What is fetched ahead is good until it expires, and not a moment longer. */
export function prefetchLife(expiresAtMs: WallMs): Life {
  return { freshUntilMs: expiresAtMs, staleUntilMs: expiresAtMs };
}

/** What tells a CDN the same (RFC 9111 §5.2.2, RFC 5861 §3): whole seconds, never longer than it lives. */
export function cohortCacheControl({ freshUntilMs, staleUntilMs }: Life, nowMs: WallMs): string {
  const seconds = (ms: number): number => Math.max(Math.floor(ms / 1000), 0);
  const maxAge = seconds(freshUntilMs - nowMs);
  const stale = seconds(staleUntilMs - Math.max(freshUntilMs, nowMs));
  if (maxAge === 0 && stale === 0) return 'no-store';
  return stale === 0 ? `public, max-age=${maxAge}` : `public, max-age=${maxAge}, stale-while-revalidate=${stale}`;
}
