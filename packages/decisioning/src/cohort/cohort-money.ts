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

interface Promised {
  readonly impressions: number;
  readonly untilMs: WallMs;
}

/**
 * Who of a cohort may have what. Impressions that are expected of answers which caches hand on count as spent until the answer is
 * over: a node knows of its own alone, so several nodes that answer the same cache promise as many times as much.
 */
export function createCohortMoney({ matched, partOf, left, nowMs }: CohortMoneyRooms): CohortMoney {
  const promised = new Map<string, readonly Promised[]>();
  const open = (lineItemId: string): readonly Promised[] =>
    (promised.get(lineItemId) ?? []).filter(({ untilMs }) => untilMs > nowMs());
  const promisedOf = (lineItemId: string): number =>
    open(lineItemId).reduce((sum, { impressions }) => sum + impressions, 0);

  return {
    scarce: (cohort, brk, wanted) =>
      matched(cohort, brk).flatMap(({ id }) => {
        const most = left(id);
        const covered = most === null ? 1 : shareFor(most - promisedOf(id), wanted);
        const share = Math.min(inHundredths(partOf(id)), covered);
        return share < 1 ? [{ lineItemId: id, share }] : [];
      }),
    expect(lineItemId, impressions, untilMs) {
      const kept = open(lineItemId);
      promised.set(lineItemId, impressions > 0 ? [...kept, { impressions, untilMs }] : kept);
    },
  };
}
