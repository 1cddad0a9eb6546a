import type { BreakHint, WallMs } from '@cutaway/model';

type Times = Pick<BreakHint, 'expectedStartMs' | 'durationMs' | 'expiresAtMs'>;

/** OpenRTB 2.6 `imp.exp`: seconds from now until the last ad of a break that is fetched ahead may be shown. */
export function expForBreak({ expiresAtMs, durationMs }: Times, nowMs: WallMs): number {
  return Math.max(Math.ceil((expiresAtMs + durationMs - nowMs) / 1000), 0);
}

/**
 * True where a bid's `exp` (seconds from its answer; null: it says nothing) ends before the break is over as it is expected: such a bid
 * is not worth holding.
 */
export function lapsesBefore(
  bid: { readonly exp: number | null; readonly answeredMs: WallMs },
  { expectedStartMs, durationMs }: Times,
): boolean {
  return bid.exp !== null && bid.answeredMs + bid.exp * 1000 < expectedStartMs + durationMs;
}
