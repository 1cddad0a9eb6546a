import type { WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan } from './break-plan.js';
import { SAME_NAME_WITHIN_MS, sharesName } from './merge-plan.js';

/** A break without a name may begin this much beside the time that was planned: as in the SDK, which looks for its hints so. */
const BESIDE_MS = 30_000;

/**
 * The plan of a break that is asked for now by its name: the plan's own, or one that its signal was to have; else, of what was planned
 * without names, the break that is on or about to begin. null: nobody planned it, or it is closed.
 */
export function planFor(plans: readonly BreakPlan[], names: readonly string[], nowMs: WallMs): BreakPlan | null {
  const open = plans.filter((plan) => !isClosed(plan));
  const nearest = (found: readonly BreakPlan[]): BreakPlan | undefined =>
    [...found].sort((one, other) => awayMs(one, nowMs) - awayMs(other, nowMs))[0];
  // What follows a `#` tells parts of one signal apart.
  const asked = { names: names.flatMap((name) => [name, name.replace(/#\d+$/, '')]) };
  return (
    open.find(({ id }) => asked.names.includes(id)) ??
    nearest(open.filter((plan) => awayMs(plan, nowMs) <= SAME_NAME_WITHIN_MS && sharesName(plan, asked))) ??
    nearest(open.filter((plan) => plan.names.length === 0 && awayMs(plan, nowMs) <= BESIDE_MS)) ??
    null
  );
}

/** From when it begins; 0 while it is on. */
function awayMs({ state, expectedStartMs, durationMs }: BreakPlan, nowMs: WallMs): number {
  if (state.phase !== 'on-air') return Math.abs(expectedStartMs - nowMs);
  return Math.max(0, state.startedMs - nowMs, nowMs - state.startedMs - durationMs);
}
