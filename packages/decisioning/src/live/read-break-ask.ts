import type { PodLimits, WallMs } from '@cutaway/model';
import type { PlanNotice } from './merge-plan.js';
import { readSectionNotice } from './notice-of-signal.js';

/** A break as an operator announces it: what `POST /v1/live/:channel/breaks` takes. */
export interface BreakAsk {
  readonly expectedStartMs?: WallMs;
  readonly earliestMs?: WallMs;
  readonly durationMs?: number;
  readonly names?: readonly string[];
  readonly limits?: PodLimits;
  readonly targeting?: Readonly<Record<string, readonly string[]>>;
  /** A splice info section that opens a break, as base64 or hex: gives names, and the length where none is given. */
  readonly scte35?: string;
}

/** Why an ask cannot be a plan. */
export interface AskFault {
  readonly field: string;
  readonly text: string;
}

/** As far ahead as a schedule may reach. */
const MAX_AHEAD_MS = 24 * 3_600_000;

/** What an operator's ask tells of a break. `soonestMs`: when it is taken to begin where it does not say. */
export function readBreakAsk(
  ask: BreakAsk,
  source: 'early-notification' | 'schedule',
  { nowMs, soonestMs }: { readonly nowMs: WallMs; readonly soonestMs: WallMs },
): PlanNotice | AskFault {
  const { scte35, names = [], earliestMs, limits, targeting } = ask;
  const section = scte35 === undefined ? { names: [], durationMs: null } : readSectionNotice(scte35);
  if (typeof section === 'string') return { field: 'scte35', text: section };
  const durationMs = ask.durationMs ?? section.durationMs;
  if (durationMs === null) return { field: 'durationMs', text: 'it is missing, expected it here or in scte35' };
  const expectedStartMs = ask.expectedStartMs ?? soonestMs;
  const fault = startFault(expectedStartMs, nowMs) ?? planFault({ expectedStartMs, earliestMs, limits });
  if (fault !== null) return fault;
  return {
    ...{ source, expectedStartMs, durationMs },
    names: [...new Set([...names, ...section.names])],
    ...(earliestMs === undefined ? {} : { earliestMs }),
    ...(limits === undefined ? {} : { limits }),
    ...(targeting === undefined ? {} : { targeting }),
  };
}

/** null: a break may be expected then. */
export function startFault(expectedStartMs: WallMs, nowMs: WallMs): AskFault | null {
  const aheadMs = expectedStartMs - nowMs;
  if (aheadMs > 0 && aheadMs <= MAX_AHEAD_MS) return null;
  const text = `it is ${aheadMs} ms from now, expected 1 to ${MAX_AHEAD_MS}`;
  return { field: 'expectedStartMs', text };
}

/** null: a plan may be changed so. What the change does not touch is as it was heard, and a break may have begun since. */
export function changeFault(
  plan: PlanTimes,
  { expectedStartMs, earliestMs, limits }: Partial<PlanTimes>,
): AskFault | null {
  const isMoved = expectedStartMs !== undefined || earliestMs !== undefined;
  return planFault({
    expectedStartMs: expectedStartMs ?? plan.expectedStartMs,
    ...(isMoved && { earliestMs: earliestMs ?? plan.earliestMs }),
    limits,
  });
}

/** null: players can ask ahead of such a break, and ads can be in it. */
function planFault({ expectedStartMs, earliestMs, limits }: PlanTimes): AskFault | null {
  if (earliestMs !== undefined && earliestMs >= expectedStartMs) {
    const text = `it is ${earliestMs - expectedStartMs} ms behind expectedStartMs, expected a time before it`;
    return { field: 'earliestMs', text };
  }
  const { minAdMs = 0, maxAdMs = Infinity } = limits ?? {};
  if (minAdMs <= maxAdMs) return null;
  return { field: 'limits.minAdMs', text: `it is ${minAdMs}, expected at most limits.maxAdMs, which is ${maxAdMs}` };
}

interface PlanTimes {
  readonly expectedStartMs: WallMs;
  readonly earliestMs?: WallMs | undefined;
  readonly limits?: PodLimits | undefined;
}
