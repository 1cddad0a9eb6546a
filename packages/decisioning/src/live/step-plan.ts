import type { WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan, type PlanChange } from './break-plan.js';
import { clipWindow, sizeWindow, windowEndMs, type WindowRules } from './fetch-window.js';

/** What becomes known of one break. */
export type PlanFact =
  | { readonly type: 'clock'; readonly nowMs: WallMs }
  | { readonly type: 'changed'; readonly change: PlanChange; readonly nowMs: WallMs }
  /** So many watch, or will when it begins. */
  | { readonly type: 'viewers'; readonly viewers: number; readonly nowMs: WallMs }
  /** Its signal came: the one word that a break needs. `durationMs` null: the signal does not say. */
  | { readonly type: 'aired'; readonly atMs: WallMs; readonly durationMs: number | null }
  | { readonly type: 'ended'; readonly atMs: WallMs }
  | { readonly type: 'cancelled'; readonly atMs: WallMs };

/** What a fact makes of a plan: the same object where it changes nothing. */
export function stepPlan(plan: BreakPlan, fact: PlanFact, rules: WindowRules): BreakPlan {
  if (isClosed(plan)) return plan;
  switch (fact.type) {
    case 'clock':
      return passTime(plan, fact.nowMs, rules);
    case 'viewers':
      return resize(plan, fact.viewers, fact.nowMs, rules);
    case 'changed':
      return passTime(applyChange(plan, fact.change, fact.nowMs, rules), fact.nowMs, rules);
    case 'aired':
      return air(plan, fact.atMs, fact.durationMs);
    case 'ended':
      return plan.state.phase === 'on-air' ? close(plan, plan.state.startedMs, fact.atMs) : plan;
    case 'cancelled':
      // What has begun cannot be taken back: it ends.
      if (plan.state.phase === 'on-air') return close(plan, plan.state.startedMs, fact.atMs);
      return { ...plan, state: { phase: 'cancelled', atMs: fact.atMs } };
  }
}

function passTime(plan: BreakPlan, nowMs: WallMs, rules: WindowRules): BreakPlan {
  const { state, window, expiresAtMs } = plan;
  if (state.phase === 'on-air') {
    const endMs = state.startedMs + plan.durationMs;
    return nowMs >= endMs ? close(plan, state.startedMs, endMs) : plan;
  }
  // The stream said when: it need not say so again.
  if (plan.source === 'scte35' && nowMs >= plan.expectedStartMs)
    return passTime(air(plan, plan.expectedStartMs, null), nowMs, rules);
  if (nowMs >= expiresAtMs) return close(plan, null, expiresAtMs);
  const phase = nowMs >= armedFrom(plan, rules) ? 'armed' : window && nowMs >= window.startMs ? 'fetching' : 'planned';
  return phase === state.phase ? plan : { ...plan, state: { phase } };
}

const armedFrom = ({ window, expectedStartMs }: BreakPlan, { guardMs }: WindowRules): WallMs =>
  window === null ? expectedStartMs - guardMs : windowEndMs(window);

function resize(plan: BreakPlan, viewers: number, nowMs: WallMs, rules: WindowRules): BreakPlan {
  if (plan.state.phase !== 'planned' || plan.window?.viewers === viewers) return plan;
  return { ...plan, window: sizeWindow({ ...plan, viewers, nowMs }, rules) };
}

function applyChange(plan: BreakPlan, change: PlanChange, nowMs: WallMs, rules: WindowRules): BreakPlan {
  if (plan.state.phase === 'on-air') {
    const { names = plan.names, durationMs = plan.durationMs } = change;
    return { ...plan, names, durationMs };
  }
  const changed = { ...plan, ...change };
  const expiresAtMs = changed.expectedStartMs + rules.graceMs;
  if (plan.state.phase !== 'planned') {
    const clipped = plan.window && clipWindow(plan.window, changed.expectedStartMs - rules.guardMs);
    return { ...changed, expiresAtMs, window: clipped };
  }
  const viewers = plan.window?.viewers ?? 0;
  return { ...changed, expiresAtMs, window: sizeWindow({ ...changed, viewers, nowMs }, rules) };
}

function air(plan: BreakPlan, atMs: WallMs, durationMs: number | null): BreakPlan {
  const startedMs = plan.state.phase === 'on-air' ? plan.state.startedMs : atMs; // a repeated signal moves nothing
  const isSame = plan.state.phase === 'on-air' && (durationMs === null || durationMs === plan.durationMs);
  if (isSame) return plan;
  return { ...plan, durationMs: durationMs ?? plan.durationMs, state: { phase: 'on-air', startedMs } };
}

function close(plan: BreakPlan, startedMs: WallMs | null, endedMs: WallMs): BreakPlan {
  return { ...plan, state: { phase: 'over', startedMs, endedMs } };
}
