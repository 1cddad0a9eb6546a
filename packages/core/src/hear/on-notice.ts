import type { BreakNotice, ProgramMs } from '@cutaway/model';
import { announce, plannedEnd } from '../decision/ask.js';
import { type BreakRun, filled } from '../run/break-run.js';
import { close } from '../run/close.js';
import { change, runOf, tell, type Turn } from '../turn.js';

/** An end this much before the plan is an early return; less is rounding. */
const EARLY_RETURN_MS = 500;

/** The break reducer said something: the run of that break follows. */
export function onNotice(turn: Turn, notice: BreakNotice): void {
  if (notice.type === 'restrictions-changed') {
    const { at, restrictions } = notice;
    return tell(turn, 'restrictions', { at, restrictions });
  }
  if (notice.type === 'signal-conflict') {
    const { breakId, conflict } = notice;
    return tell(turn, 'conflict', { breakId, conflict });
  }
  if (notice.type === 'break-announced') {
    // Content that has begun has no before.
    const isLate = notice.brk.position === 'pre' && turn.state.player.programMs !== null;
    return isLate ? undefined : announce(turn, notice.brk);
  }
  const run = runOf(turn, notice.type === 'break-updated' ? notice.brk.id : notice.breakId);
  if (!run) return;
  if (notice.type === 'break-cancelled') return cancel(turn, run);
  if (notice.type === 'break-ended') return end(turn, run, notice.endsAt);
  const { brk } = notice;
  const endsAt = plannedEnd(brk) ?? run.endsAt;
  change(turn, run, { brk, endsAt });
  if (brk.startsAt !== run.brk.startsAt && turn.ads?.moveStitchStart(turn, run)) return;
  if (endsAt !== null && endsAt !== run.endsAt) moveEnd(turn, run, endsAt);
}

/** Content's clock says nothing of what is inserted into it: that is over when its ads are. */
function end(turn: Turn, run: BreakRun, endsAt: ProgramMs): void {
  if (run.endsAt === endsAt || run.insert) return;
  const planned = plannedEnd(run.brk);
  const earlyReturn = planned === null ? run.phase === 'playing' : endsAt < planned - EARLY_RETURN_MS;
  change(turn, run, { endsAt, earlyReturn });
  if (run.phase === 'signalled' && endsAt <= run.brk.startsAt) close(turn, run);
  else moveEnd(turn, run, endsAt);
}

function moveEnd(turn: Turn, run: BreakRun, endsAt: ProgramMs, stitchEndsAt = endsAt): boolean {
  return turn.ads?.moveEnd(turn, run, endsAt, stitchEndsAt) ?? false;
}

/** Before anything is on its way to the screen a cancelled break simply does not happen; after that it is an early return now. */
function cancel(turn: Turn, run: BreakRun): void {
  change(turn, run, { cancelled: true });
  const full = filled(run);
  if (!full || turn.ads?.withdraw(turn, full)) close(turn, run);
  else if (!moveEnd(turn, run, turn.state.publishedEdge ?? -Infinity, -Infinity))
    turn.ads?.orderReturn(turn, run.brk.id, 'show-content');
}
