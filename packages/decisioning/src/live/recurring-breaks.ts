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
function nextByRule(rule: RecurringBreaks, lastEndMs: WallMs): PlanNotice | null {
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

type Planned = Pick<BreakPlan, 'state' | 'expectedStartMs' | 'durationMs'>;

/** What of a channel stands in the way of its rules: plans that are open, and those that were called off. */
export interface Around {
  readonly open: readonly Planned[];
  readonly cancelled: readonly Planned[];
}

/**
 * The next break by all rules of a channel, after one that ended at `lastEndMs`: the nearest in time of those that they have. A break that was
 * called off is not planned again: the rules go on behind it. null: one that is open comes first, and the rules go on when that is over, or
 * the hours of all of them are over.
 */
export function nextByRules(
  rules: readonly RecurringBreaks[],
  lastEndMs: WallMs,
  { open, cancelled }: Around,
): PlanNotice | null {
  const first = firstByRules(rules, lastEndMs);
  if (first === null) return null;
  const { rule, next } = first;
  const leftOut = cancelled.find(
    (plan) =>
      startOf(plan) > lastEndMs &&
      startOf(plan) < next.expectedStartMs + rule.durationMs &&
      next.expectedStartMs < endMsOf(plan) + rule.gapMs,
  );
  if (leftOut) return nextByRules(rules, endMsOf(leftOut), { open, cancelled });
  return firstAhead(open, lastEndMs, next.expectedStartMs + rule.durationMs) === null ? next : null;
}

/**
 * When the breaks are due that rules will plan after and between those that are planned: a rule plans one ahead, since nobody knows when
 * that will end, but how many there will be follows from it.
 */
export function foreseeBreaks(
  rules: readonly RecurringBreaks[],
  open: readonly Planned[],
  nowMs: WallMs,
): readonly WallMs[] {
  const starts: WallMs[] = [];
  let lastEndMs = Math.max(nowMs, ...open.filter((plan) => startOf(plan) <= nowMs).map(endMsOf));
  while (starts.length < MOST_FORESEEN) {
    const first = firstByRules(rules, lastEndMs);
    if (first === null) break;
    const { expectedStartMs } = first.next;
    const endMs = expectedStartMs + first.rule.durationMs;
    const ahead = firstAhead(open, lastEndMs, endMs);
    if (ahead === null) starts.push(expectedStartMs);
    lastEndMs = ahead === null ? endMs : endMsOf(ahead);
  }
  return starts;
}

/** Rules may speak of days: nobody needs to know of more. */
const MOST_FORESEEN = 250;

/** The nearest in time; of two at once that of the rule that was made first. */
function firstByRules(
  rules: readonly RecurringBreaks[],
  lastEndMs: WallMs,
): { readonly rule: RecurringBreaks; readonly next: PlanNotice } | null {
  const found = rules.flatMap((rule) => {
    const next = nextByRule(rule, lastEndMs);
    return next === null ? [] : [{ rule, next }];
  });
  return found.sort((one, other) => one.next.expectedStartMs - other.next.expectedStartMs)[0] ?? null;
}

/** The first plan that begins in a span. */
function firstAhead(open: readonly Planned[], fromMs: WallMs, toMs: WallMs): Planned | null {
  const ahead = open.filter((plan) => startOf(plan) > fromMs && startOf(plan) < toMs);
  return ahead.sort((one, other) => startOf(one) - startOf(other))[0] ?? null;
}

export const startOf = ({ state, expectedStartMs }: Planned): WallMs =>
  state.phase === 'on-air' ? state.startedMs : expectedStartMs;
const endMsOf = (plan: Planned): WallMs => startOf(plan) + plan.durationMs;
