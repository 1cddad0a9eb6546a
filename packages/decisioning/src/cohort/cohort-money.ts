import type { WallMs } from '@cutaway/model';
import { inHundredths, shareFor } from './budget-share.js';
import type { CohortBreak, CohortMoney } from './cohort-desk.js';
import type { Cohort } from './cohort-key.js';

/** What is known of budgets, goals and shares. */
export interface CohortMoneyRooms {
  /** Line items that match a cohort. */
  matched(cohort: Cohort, brk: CohortBreak): readonly { readonly id: string }[];
  /** The part of viewers that may have it, by share of voice and pace: 0 to 1. */
  partOf(lineItemId: string): number;
  /** Impressions that its budgets have left; null: nothing limits them. */
  left(lineItemId: string): number | null;
  readonly nowMs: () => WallMs;
}

/** What ends within such a time is kept as one sum: a break has as many cohorts as a stadium has seats, and each asks for all sums. */
const TOGETHER_MS = 1000;

/**
 * Who of a cohort may have what. Impressions that are expected of answers which caches hand on count as spent until the answer is
 * over: a node knows of its own alone, so several nodes that answer the same cache promise as many times as much.
 */
export function createCohortMoney({ matched, partOf, left, nowMs }: CohortMoneyRooms): CohortMoney {
  /** By line item: impressions by when they are over, in whole seconds. */
  const promised = new Map<string, Map<WallMs, number>>();
  const promisedOf = (lineItemId: string): number => {
    let sum = 0;
    const sums = promised.get(lineItemId);
    for (const [untilMs, impressions] of sums ?? []) {
      if (untilMs > nowMs()) sum += impressions;
      else sums?.delete(untilMs);
    }
    if (sums?.size === 0) promised.delete(lineItemId);
    return sum;
  };

  return {
    scarce: (cohort, brk, wanted) =>
      matched(cohort, brk).flatMap(({ id }) => {
        const most = left(id);
        const covered = most === null ? 1 : shareFor(most - promisedOf(id), wanted);
        const share = Math.min(inHundredths(partOf(id)), covered);
        return share < 1 ? [{ lineItemId: id, share }] : [];
      }),
    expect(lineItemId, impressions, untilMs) {
      if (!(impressions > 0)) return;
      const sums = promised.get(lineItemId) ?? new Map<WallMs, number>();
      const overAtMs = Math.ceil(untilMs / TOGETHER_MS) * TOGETHER_MS;
      promised.set(lineItemId, sums.set(overAtMs, (sums.get(overAtMs) ?? 0) + impressions));
    },
  };
}
