import type { DecidingRun, Resolving } from '../run/break-run.js';
import { change, request, type Turn } from '../turn.js';

/** Asks for all that a step wants, within what is left of the decision's time. */
export function fetchAll(turn: Turn, run: DecidingRun, step: Resolving['step']): void {
  const { deadlineMs } = run;
  const timeoutMs = deadlineMs - turn.state.nowMs;
  change(turn, run, { phase: 'deciding', deadlineMs, resolving: { step, answers: {} } });
  for (const { key, url } of step.requests)
    request(turn, { of: 'wrapper', breakId: run.brk.id, key }, { url, timeoutMs });
}
