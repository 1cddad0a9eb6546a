import type { Break, BreakNotice, ProgramMs } from '@cutaway/model';
import { openRun, plannedEnd } from '../decision/ask.js';
import { clampSpans, moveStitchEnd, withdrawStitch } from '../playback/stitch-break.js';
import { type BreakRun, filled } from '../run/break-run.js';
import { close } from '../run/close.js';
import { orderReturn } from '../run/show.js';
import { putRun, runOf, type Turn } from '../turn.js';

/** An end this much before the plan is an early return; less is rounding. */
const EARLY_RETURN_MS = 500;

/** The break reducer said something: the run of that break follows. */
export function onNotice(turn: Turn, notice: BreakNotice): void {
  switch (notice.type) {
    case 'break-announced':
      return openRun(turn, notice);
    case 'break-updated':
      return update(turn, notice.brk);
    case 'break-ended':
      return end(turn, notice.breakId, notice.endsAt);
    case 'break-cancelled':
      return cancel(turn, notice.breakId);
  }
}

function update(turn: Turn, brk: Break): void {
  const run = runOf(turn, brk.id);
  if (run === null) return;
  const endsAt = plannedEnd(brk) ?? run.endsAt;
  putRun(turn, { ...run, brk, endsAt });
  if (endsAt !== null && endsAt !== run.endsAt) moveEnd(turn, brk.id, endsAt);
}

function end(turn: Turn, breakId: string, endsAt: ProgramMs): void {
  const run = runOf(turn, breakId);
  if (run === null || run.endsAt === endsAt) return;
  const planned = plannedEnd(run.brk);
  const earlyReturn = planned === null ? run.phase === 'playing' : endsAt < planned - EARLY_RETURN_MS;
  putRun(turn, { ...run, endsAt, earlyReturn });
  if (run.phase === 'signalled' && endsAt <= run.brk.startsAt) return close(turn, breakId);
  moveEnd(turn, breakId, endsAt);
}

function moveEnd(turn: Turn, breakId: string, endsAt: ProgramMs): void {
  const run = runOf(turn, breakId);
  const full = run === null ? null : filled(run);
  if (full?.strategy === 'stitch') moveStitchEnd(turn, breakId, endsAt);
  else if (full?.strategy === 'serverStitched') clampSpans(turn, breakId, endsAt);
}

/** Before anything is on its way to the screen a cancelled break simply does not happen; after that it is an early return now. */
function cancel(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run === null) return;
  putRun(turn, { ...run, cancelled: true });
  if (withdraw(turn, run)) return close(turn, breakId);
  const { strategy } = filled(run) ?? {};
  if (strategy === 'stitch') moveStitchEnd(turn, breakId, -Infinity);
  else if (strategy === 'serverStitched') clampSpans(turn, breakId, turn.state.publishedEdge ?? -Infinity);
  else orderReturn(turn, breakId, 'show-content');
}

function withdraw(turn: Turn, run: BreakRun): boolean {
  if (run.phase === 'playing') return run.strategy === 'overlay';
  if (run.phase === 'armed' && run.strategy === 'stitch') return withdrawStitch(turn, run.brk.id);
  if (run.phase === 'armed' && run.strategy === 'serverStitched') return false;
  if (run.phase === 'armed' || run.phase === 'preparing') {
    turn.effects.push({ type: 'player', command: { type: 'show-content' } });
  }
  return run.phase !== 'returning';
}
