import { adSpans, isInsert, planStitch } from '@cutaway/manifest';
import type { BreakRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { addCause, amend, runOf, type Turn } from '../turn.js';
import { planOf, setSpans } from './stitch-break.js';

/**
 * A live stream is loaded anew, and numbers its segments from the origin's text again: no plan may shift it by what was published before.
 * The breaks that are still to come are planned as if nothing of them had been; the one that is left, and what is over, has none.
 */
export function planAnew(turn: Turn, leftId: string): void {
  const before = turn.state.plans;
  amend(turn, { plans: [], publishedEdge: null });
  for (const { breakId, startsAt, wantedEndsAt: endsAt, ads } of before) {
    const run = runOf(turn, breakId);
    if (breakId === leftId || run?.phase !== 'armed') continue;
    const fresh = planStitch({ breakId, startsAt, endsAt, ads });
    amend(turn, { plans: [...turn.state.plans, fresh] });
    setSpans(turn, run, adSpans(fresh));
  }
}

/** Content was loaded anew and does not come: what stands in the text that it was given is no longer to be in its way. */
export function clearWay(turn: Turn, left: BreakRun): void {
  if (left.insert) return;
  const edge = turn.state.publishedEdge ?? -Infinity;
  for (const run of turn.state.runs) {
    const plan = planOf(turn, run);
    if (run.phase !== 'armed' || !plan || isInsert(plan) || plan.startsAt >= edge) continue;
    addCause(turn, run.brk.id, 'MEDIA_STALLED', 'content showed no frame with it');
    close(turn, run);
  }
  planAnew(turn, left.brk.id);
}

/** What a new load brings, it has so long for: until then it is nobody else's stall. */
export function isLoading({ state: { runs } }: Turn): boolean {
  return runs.some((run) => run.phase === 'returning' && run.how === 'reload-content' && run.tries === 1);
}
