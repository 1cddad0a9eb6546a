import type { BreakPlan } from './break-plan.js';
import { sizeWindow, WINDOW_RULES, type WindowRules } from './fetch-window.js';
import type { PlanNotice } from './merge-plan.js';

export const NOON_MS = Date.parse('2026-11-22T12:00:00.000Z');
export const aMinute = 60_000;
export const RULES: WindowRules = { ...WINDOW_RULES, targetTps: 100, headroom: 0.2 };

/** Planned at noon for 12:10, two minutes long; 4,000 viewers fetch it from 12:09:00 to 12:09:50. */
export function aPlan(parts: Partial<BreakPlan> = {}): BreakPlan {
  const times = { earliestMs: NOON_MS, expectedStartMs: NOON_MS + 10 * aMinute, ...parts };
  return {
    ...{ id: 'p1', channel: 'one', source: 'early-notification', names: ['7'], durationMs: 2 * aMinute },
    ...{ limits: {}, targeting: {}, state: { phase: 'planned' } },
    window: sizeWindow({ viewers: 4000, nowMs: NOON_MS, ...times }, RULES),
    expiresAtMs: times.expectedStartMs + RULES.graceMs,
    ...times,
  };
}

/** An early notification of the same break. */
export function aNotice(parts: Partial<PlanNotice> = {}): PlanNotice {
  return {
    source: 'early-notification',
    names: ['7'],
    expectedStartMs: NOON_MS + 10 * aMinute,
    durationMs: 2 * aMinute,
    ...parts,
  };
}
