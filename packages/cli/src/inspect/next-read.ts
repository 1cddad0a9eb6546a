/** What the last reading of all that is watched says about the next one. Lengths in milliseconds. */
export interface Pace {
  readonly targetMs: number;
  readonly isChanged: boolean;
  /** Readings that failed in a row. */
  readonly failures: number;
}

const LEAST_MS = 500;
const MOST_MS = 30_000;
/** Where nothing says how long a segment is. */
const USUAL_MS = 6_000;

/**
 * From the start of one reading to the next (RFC 8216bis §6.3.4): the target duration after a change, half of it after none; longer
 * and longer while readings fail.
 */
export function hlsWaitMs({ targetMs, isChanged, failures }: Pace): number {
  const wholeMs = targetMs > 0 ? targetMs : USUAL_MS;
  if (failures > 0) return within((wholeMs / 2) * 2 ** Math.min(failures - 1, 10));
  return within(isChanged ? wholeMs : wholeMs / 2);
}

/** The same for an MPD, by its minimumUpdatePeriod; null: it promises no other one, so a slow look is enough. */
export function mpdWaitMs(updateMs: number | null, failures: number): number {
  const periodMs = within(updateMs ?? 2 * USUAL_MS);
  return failures > 0 ? within(periodMs * 2 ** Math.min(failures - 1, 10)) : periodMs;
}

function within(ms: number): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, ms));
}
