import type { WallMs } from '@cutaway/model';
import type { BreakPlan } from './break-plan.js';
import { nextByRule, type RecurringBreaks } from './recurring-breaks.js';

/** Rules may speak of days: nobody needs to know of more. */
const MOST_FORESEEN = 250;

/**
 * When the breaks of a channel are due that its rules will plan after those that are planned: a rule plans one ahead, since nobody
 * knows when that will end, but how many there will be follows from it.
 */
export function foreseeBreaks(
  rules: readonly RecurringBreaks[],
  open: readonly Pick<BreakPlan, 'expectedStartMs' | 'durationMs'>[],
  nowMs: WallMs,
): readonly WallMs[] {
  const starts: WallMs[] = [];
  let lastEndMs = Math.max(nowMs, ...open.map(({ expectedStartMs, durationMs }) => expectedStartMs + durationMs));
  while (starts.length < MOST_FORESEEN) {
    const next = rules.map((rule) => nextByRule(rule, lastEndMs)).find((notice) => notice !== null);
    if (!next) break;
    starts.push(next.expectedStartMs);
    lastEndMs = next.expectedStartMs + (next.durationMs ?? 0);
  }
  return starts;
}
