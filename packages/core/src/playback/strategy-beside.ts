import { filled, type BreakRun } from '../run/break-run.js';
import type { Strategy } from '../strategy.js';
import type { SessionState } from '../state.js';

/** Breaks that are no further apart than this are one to the viewer. */
const ABUTS_MS = 1000;

/** How a break right before or right behind this one comes to the screen; null: there is none, or nobody knows yet. */
export function strategyBeside({ runs }: SessionState, { brk, endsAt }: BreakRun): Strategy | null {
  const abuts = (end: number | null, start: number): boolean => end !== null && Math.abs(start - end) <= ABUTS_MS;
  const other = runs.find(
    (one) =>
      one.brk.id !== brk.id && filled(one) && (abuts(one.endsAt, brk.startsAt) || abuts(endsAt, one.brk.startsAt)),
  );
  return filled(other)?.strategy ?? null;
}
