import { readMediaPlaylist } from '@cutaway/manifest';
import { hasDialects } from '@cutaway/signals';

/** Two dates that are further apart than their segments say, by more than rounding: a clock that was set. In milliseconds. */
const JUMP_MS = 500;

/**
 * True for a playlist that the session cannot read by itself: it speaks a dialect, or it may have breaks (it is live, or has
 * date ranges) and its dates are missing, or jump without a discontinuity.
 */
export function needsMore(text: string): boolean {
  if (hasDialects(text)) return true;
  const { segments = [], ended } = readMediaPlaylist(text) ?? {};
  let dueMs = NaN;
  const isDoubtful = segments.some(({ startsAt, durationMs, discontinuities }) => {
    const apartMs = Math.abs((startsAt ?? NaN) - dueMs);
    dueMs = (startsAt ?? NaN) + durationMs;
    return isNaN(dueMs) || (apartMs > JUMP_MS && !discontinuities);
  });
  return isDoubtful && (!ended || /-X-DATERANGE/.test(text));
}
