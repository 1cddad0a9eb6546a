import { hintSlotMs, type BreakHint, type WallMs } from '@cutaway/model';

/** One player: since when it watches, and which session it is. */
export interface Arrival {
  readonly sessionId: string;
  readonly joinedMs: WallMs;
}

type Slot = Pick<BreakHint, 'planId' | 'windowStartMs' | 'windowMs' | 'expectedStartMs'>;

/**
 * When a player asks for a break: in its slot; where it joined after that, at a moment of the same chance in what is left, at most one
 * and a half segments of it. null: it joined when the break had begun.
 */
export function askMs(hint: Slot, { sessionId, joinedMs }: Arrival, segmentMs: number): WallMs | null {
  const slotMs = hintSlotMs(hint, sessionId);
  if (joinedMs <= slotMs) return slotMs;
  const leftMs = hint.expectedStartMs - joinedMs;
  if (leftMs <= 0) return null;
  return hintSlotMs(
    { ...hint, windowStartMs: joinedMs, windowMs: Math.floor(Math.min(1.5 * segmentMs, leftMs)) },
    sessionId,
  );
}

/** Requests a second in each bin, from the first bin to the last that has one. */
export function binRates(times: readonly WallMs[], binMs: number): readonly number[] {
  const bins = times.map((time) => Math.floor(time / binMs));
  const first = bins.reduce((least, bin) => Math.min(least, bin), Infinity);
  const last = bins.reduce((most, bin) => Math.max(most, bin), -Infinity);
  if (bins.length === 0) return [];
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const bin of bins) counts[bin - first] = (counts[bin - first] ?? 0) + 1;
  return counts.map((count) => count / (binMs / 1000));
}

/** The value that 95 of 100 bins do not exceed. */
export function p95Of(rates: readonly number[]): number {
  const sorted = [...rates].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil(sorted.length * 0.95) - 1, 0)] ?? 0;
}
