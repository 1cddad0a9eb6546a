import type { WallMs } from '@cutaway/model';
import { isClosed, PLAN_SOURCES, type BreakPlan, type PlanChange, type PlanSource } from './break-plan.js';

/** A break as one source tells it. What it leaves out it does not know. */
export interface PlanNotice {
  readonly source: PlanSource;
  readonly names: readonly string[];
  readonly expectedStartMs: WallMs;
  readonly durationMs: number | null;
  readonly earliestMs?: WallMs;
  readonly limits?: BreakPlan['limits'];
  readonly targeting?: BreakPlan['targeting'];
}

/** Event ids return: the same name far away in time is another break. */
export const SAME_NAME_WITHIN_MS = 15 * 60_000;
/** What the stream says is the break that was planned without a name so near to it; a rule only guesses when. */
const UNNAMED_WITHIN_MS = 5 * 60_000;
const GUESSED_WITHIN_MS = 15 * 60_000;

/**
 * The plan that a notice speaks of. It is the same break where they share a name within a quarter of an hour, else where their times
 * overlap, since a channel has one break at a time; a signal of the stream is also the break that was planned near it without a
 * name. Of several the nearest. null: it is news.
 */
export function findPlan(plans: readonly BreakPlan[], notice: PlanNotice): BreakPlan | null {
  const open = plans.filter((plan) => !isClosed(plan));
  const awayMs = (plan: BreakPlan): number => Math.abs(plan.expectedStartMs - notice.expectedStartMs);
  const nearest = (found: readonly BreakPlan[]): BreakPlan | undefined =>
    [...found].sort((one, other) => awayMs(one) - awayMs(other))[0];
  const named = open.filter((plan) => awayMs(plan) <= SAME_NAME_WITHIN_MS && sharesName(plan, notice));
  const unnamed = (plan: BreakPlan): boolean => notice.source === 'scte35' && awayMs(plan) <= reachMs(plan);
  return (
    nearest(named) ?? nearest(open.filter((plan) => overlaps(plan, notice))) ?? nearest(open.filter(unnamed)) ?? null
  );
}

/** What a notice changes about its plan: all names count; times and template count from a source that is trusted as much. */
export function mergeNotice(
  plan: BreakPlan,
  notice: PlanNotice,
): { readonly source: PlanSource; readonly change: PlanChange } {
  const names = [...new Set([...plan.names, ...notice.names])];
  if (rankOf(notice.source) < rankOf(plan.source)) return { source: plan.source, change: { names } };
  const { expectedStartMs, durationMs, earliestMs, limits, targeting } = notice;
  const change: PlanChange = {
    names,
    expectedStartMs,
    ...(durationMs === null ? {} : { durationMs }),
    ...(earliestMs === undefined ? {} : { earliestMs }),
    ...(limits === undefined ? {} : { limits }),
    ...(targeting === undefined ? {} : { targeting }),
  };
  return { source: notice.source, change };
}

function reachMs({ source, names, state }: BreakPlan): number {
  if (state.phase === 'on-air' || names.length > 0) return -1;
  return source === 'recurring' ? GUESSED_WITHIN_MS : UNNAMED_WITHIN_MS;
}

const rankOf = (source: PlanSource): number => PLAN_SOURCES.indexOf(source);

export const sharesName = (plan: Pick<BreakPlan, 'names'>, { names }: Pick<BreakPlan, 'names'>): boolean =>
  names.some((name) => plan.names.includes(name));

function overlaps(plan: BreakPlan, { expectedStartMs, durationMs }: PlanNotice): boolean {
  const startMs = plan.state.phase === 'on-air' ? plan.state.startedMs : plan.expectedStartMs;
  return expectedStartMs < startMs + plan.durationMs && startMs < expectedStartMs + (durationMs ?? 1);
}
