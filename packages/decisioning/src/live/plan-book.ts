import type { WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan } from './break-plan.js';
import { sizeWindow, type WindowRules } from './fetch-window.js';
import { findPlan, mergeNotice, type PlanNotice } from './merge-plan.js';
import { stepPlan, type PlanFact } from './step-plan.js';

/** One plan before and after a fact; `before` null: it is new. */
export interface PlanMove {
  readonly before: BreakPlan | null;
  readonly plan: BreakPlan;
}

/** All plans of all channels: the only one that writes them. */
export interface PlanBook {
  /** Whether a channel has room for all of them, one after the other: what speaks of a break that is planned takes none. */
  hasRoom(channel: string, notices: readonly PlanNotice[]): boolean;
  /** A break as a source tells it: a new plan, or what it changes about the one that it speaks of. */
  notice(channel: string, notice: PlanNotice): BreakPlan;
  /** null: no such plan. */
  tell(planId: string, fact: PlanFact): BreakPlan | null;
  /** Brings every plan to the time. */
  advance(): void;
  find(planId: string): BreakPlan | null;
  /** Those of a channel by their start, closed ones too until they are forgotten. */
  list(channel: string): readonly BreakPlan[];
  /** Of all channels, those that are not closed. */
  open(): readonly BreakPlan[];
  /** As a journal kept it. */
  restore(plan: BreakPlan): void;
}

export interface PlanBookOptions {
  readonly rules: WindowRules;
  readonly nowMs: () => WallMs;
  /** Unique for ever, on all nodes. */
  readonly newId: () => string;
  /** Viewers to size a break's window for. */
  readonly viewersAt: (channel: string, atMs: WallMs) => number;
  /** Told after the change is made. */
  readonly onMoved: (move: PlanMove) => void;
}

/** Open plans of one channel: a day of breaks every six minutes. */
export const MAX_OPEN = 250;
/** Closed plans are kept as long as somebody may ask what became of them. */
const FORGET_AFTER_MS = 6 * 3_600_000;

export function createPlanBook({ rules, nowMs, newId, viewersAt, onMoved }: PlanBookOptions): PlanBook {
  const plans = new Map<string, BreakPlan>();
  const list = (channel: string): readonly BreakPlan[] =>
    [...plans.values()]
      .filter((plan) => plan.channel === channel)
      .sort((one, other) => one.expectedStartMs - other.expectedStartMs);

  function commit(before: BreakPlan | null, plan: BreakPlan): BreakPlan {
    if (plan === before) return plan;
    plans.set(plan.id, plan);
    onMoved({ before, plan });
    return plan;
  }

  const openOf = (channel: string): readonly BreakPlan[] => list(channel).filter((plan) => !isClosed(plan));

  function openPlan(channel: string, notice: PlanNotice): BreakPlan {
    if (openOf(channel).length >= MAX_OPEN)
      throw new RangeError(`Cannot plan a break of ${channel}: ${MAX_OPEN} are open, expected fewer`);
    return commit(null, draft(newId(), channel, notice));
  }

  function draft(id: string, channel: string, notice: PlanNotice): BreakPlan {
    const now = nowMs();
    const { source, names, expectedStartMs } = notice;
    const earliestMs = notice.earliestMs ?? now;
    const viewers = viewersAt(channel, expectedStartMs);
    const plan: BreakPlan = {
      ...{ id, channel, source, names: [...names], earliestMs, expectedStartMs },
      durationMs: notice.durationMs ?? UNSAID_MS,
      limits: notice.limits ?? {},
      targeting: notice.targeting ?? {},
      window: sizeWindow({ viewers, earliestMs, expectedStartMs, nowMs: now }, rules),
      expiresAtMs: expectedStartMs + rules.graceMs,
      state: { phase: 'planned' },
    };
    return stepPlan(plan, { type: 'clock', nowMs: now }, rules);
  }

  function merged(before: BreakPlan, notice: PlanNotice): BreakPlan {
    const { source, change } = mergeNotice(before, notice);
    const now = nowMs();
    const changed = stepPlan(before, { type: 'changed', change, nowMs: now }, rules);
    // Where it was too near for a window the plan does not know how many it would have been for.
    const viewers = viewersAt(before.channel, changed.expectedStartMs);
    const sized = { ...stepPlan(changed, { type: 'viewers', viewers, nowMs: now }, rules), source };
    return isSame(before, sized) ? before : sized;
  }

  function hasRoom(channel: string, notices: readonly PlanNotice[]): boolean {
    const before = openOf(channel);
    if (before.length + notices.length <= MAX_OPEN) return true;
    const after = notices.reduce<readonly BreakPlan[]>((plans, notice, at) => {
      const known = findPlan(plans, notice);
      if (known === null) return [...plans, draft(`draft ${at}`, channel, notice)];
      return plans.map((plan) => (plan === known ? merged(known, notice) : plan));
    }, before);
    return after.length <= MAX_OPEN;
  }

  return {
    list,
    hasRoom,
    find: (planId) => plans.get(planId) ?? null,
    open: () => [...plans.values()].filter((plan) => !isClosed(plan)),
    notice(channel, notice) {
      const known = findPlan(list(channel), notice);
      return known === null ? openPlan(channel, notice) : commit(known, merged(known, notice));
    },
    tell(planId, fact) {
      const before = plans.get(planId);
      return before === undefined ? null : commit(before, stepPlan(before, fact, rules));
    },
    advance() {
      const now = nowMs();
      for (const before of [...plans.values()]) {
        commit(before, stepPlan(before, { type: 'clock', nowMs: now }, rules));
        if (isClosed(before) && now - before.expiresAtMs > FORGET_AFTER_MS) plans.delete(before.id);
      }
    },
    restore: (plan) => void plans.set(plan.id, plan),
  };
}

/** What a break is taken for until somebody says how long it is: the usual length of a commercial break. */
const UNSAID_MS = 120_000;

const isSame = (one: BreakPlan, other: BreakPlan): boolean => JSON.stringify(one) === JSON.stringify(other);
