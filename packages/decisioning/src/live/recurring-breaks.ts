import type { PodLimits, WallMs } from '@cutaway/model';
import type { BreakPlan } from './break-plan.js';
import type { PlanNotice } from './merge-plan.js';

/** A rule for every break of a channel in some hours: where the next one is due follows from where the last one ended. */
export interface RecurringBreaks {
  readonly id: string;
  readonly channel: string;
  readonly fromMs: WallMs;
  readonly untilMs: WallMs;
  /** From the end of one break to the start of the next, as far as is known. */
  readonly gapMs: number;
  readonly durationMs: number;
  /** Nobody asks so soon after a break: its own last beacons come first. */
  readonly delayAfterEndMs: number;
  readonly limits?: PodLimits;
  readonly targeting?: Readonly<Record<string, readonly string[]>>;
}

/** The next break by a rule, after one that ended at `lastEndMs`. null: the rule's hours are over. */
export function nextByRule(rule: RecurringBreaks, lastEndMs: WallMs): PlanNotice | null {
  const sinceMs = Math.max(lastEndMs, rule.fromMs);
  const expectedStartMs = sinceMs + rule.gapMs;
  if (expectedStartMs > rule.untilMs) return null;
  return {
    source: 'recurring',
    names: [],
    expectedStartMs,
    durationMs: rule.durationMs,
    earliestMs: sinceMs + rule.delayAfterEndMs,
    ...(rule.limits === undefined ? {} : { limits: rule.limits }),
    ...(rule.targeting === undefined ? {} : { targeting: rule.targeting }),
  };
}

/**
 * The next break by a rule, after one of the channel was called off. It is behind that one, or the same would be planned again; but what was
 * called off so far ahead that the rule has a break before it takes nothing from the rule. null: one that is open comes later still, and the
 * rule goes on from there, or the rule's hours are over.
 */
export function nextAfterCancelled(
  rule: RecurringBreaks,
  cancelled: BreakPlan,
  { open, nowMs }: { readonly open: readonly BreakPlan[]; readonly nowMs: WallMs },
): PlanNotice | null {
  const { expectedStartMs } = cancelled;
  if (open.some((plan) => plan.expectedStartMs > expectedStartMs)) return null;
  const next = nextByRule(rule, Math.max(nowMs, ...open.map(endMsOf)));
  const isBefore = next !== null && next.expectedStartMs + rule.durationMs <= expectedStartMs;
  return isBefore ? next : nextByRule(rule, endMsOf(cancelled));
}

const endMsOf = ({ state, expectedStartMs, durationMs }: BreakPlan): WallMs =>
  (state.phase === 'on-air' ? state.startedMs : expectedStartMs) + durationMs;
