import type { AdSpan } from '../run/break-run.js';

/** Programme time at which content is back, or minus infinity without spans. */
export function endOf(spans: readonly AdSpan[]): number {
  return Math.max(...spans.map(({ endsAt }) => endsAt));
}
