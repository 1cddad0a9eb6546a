import type { PodLimits, WallMs } from '@cutaway/model';
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
