import type { PodRules } from './pod-candidate.js';

/** Lengths are asked for in whole seconds, and films are not that long: 29.97 s is 30. */
export const SLACK_MS = 500;

/** The length as which a film is sold: its own, or the nearest one that is wanted, where that is near enough. null: it is not wanted. */
export function soldAs(
  durationMs: number,
  { minAdMs, maxAdMs, requiredAdMs }: Pick<PodRules, 'minAdMs' | 'maxAdMs' | 'requiredAdMs'>,
): number | null {
  if (requiredAdMs === null) {
    const isNear = durationMs <= maxAdMs + SLACK_MS && durationMs >= minAdMs - SLACK_MS;
    return isNear ? Math.max(minAdMs, Math.min(maxAdMs, durationMs)) : null;
  }
  let nearest: number | null = null;
  for (const ms of requiredAdMs) {
    const awayMs = Math.abs(ms - durationMs);
    if (ms < minAdMs || ms > maxAdMs || awayMs > SLACK_MS) continue;
    if (nearest === null || awayMs < Math.abs(nearest - durationMs)) nearest = ms;
  }
  return nearest;
}
