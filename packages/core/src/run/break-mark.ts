import { type ProgramMs, type Tracker, vastCodeOf } from '@cutaway/model';
import { type BreakFact, initialBreakTracking, trackBreak } from '@cutaway/tracking';
import { judge } from '../report.js';
import { amend, runOf, type Turn } from '../turn.js';
import type { BreakRun } from './break-run.js';
import { insertOf } from '../playback/stitch-break.js';
import { breakMacros } from './macros.js';
import { enqueueOfBreak } from './enqueue-of-break.js';

/** VMAP's code for what has none of its own. */
const UNDEFINED = 900;

/** The decision names who is to hear of the break itself. */
export function markBreak(turn: Turn, run: BreakRun, trackers: readonly Tracker[]): void {
  const { breakMarks } = turn.state;
  const tracking = initialBreakTracking(run.brk.id, trackers);
  if (trackers.length > 0) amend(turn, { breakMarks: [...breakMarks, { tracking, run }] });
}

/** Content's clock moved on: a break is entered and left by it, with ads in it or without. */
export function followMarks(turn: Turn, programMs: ProgramMs): void {
  for (const { tracking, run } of turn.state.breakMarks) {
    if (run.insert) {
      leaveEmpty(turn, run, programMs);
      continue;
    }
    const { brk, endsAt, isCancelled } = asSignalled(turn, run);
    const isOver = isCancelled || (endsAt !== null && programMs >= endsAt);
    if (!isOver && programMs >= brk.startsAt) tell(turn, tracking.breakId, { type: 'entered' });
    // The last ad on the screen has its own end first: closing the break leaves it.
    else if (isOver && runOf(turn, run.brk.id)?.phase !== 'playing') tell(turn, tracking.breakId, { type: 'left' });
  }
}

/** The first ad of a break that content waits for is on the screen. */
export function enterMark(turn: Turn, breakId: string): void {
  tell(turn, breakId, { type: 'entered' });
}

/** An inserted break without ads takes no time: it begins and ends where the playhead passes its place. */
function leaveEmpty(turn: Turn, { brk }: BreakRun, programMs: ProgramMs): void {
  if (runOf(turn, brk.id) || (!brk.position && programMs < brk.startsAt)) return;
  if (brk.position === 'post' && turn.state.player.playState !== 'ended') return;
  tell(turn, brk.id, { type: 'entered' });
  tell(turn, brk.id, { type: 'left' });
}

/** The screen is content's again before the break's own end, or no ad came of it: then it says why. */
export function leaveMark(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  const shown = run && 'ads' in run && run.ads.some(({ shownMs }) => shownMs > 0);
  if (!run || !turn.state.breakMarks.some(({ tracking }) => tracking.breakId === breakId)) return;
  const codes = run.causes.map(({ name }) => vastCodeOf(name)).filter((one) => one !== null);
  const [code] = codes.slice(-1);
  if (judge([], run.causes, run.cancelled) === 'lost' && !shown)
    tell(turn, breakId, { type: 'failed', code: code ?? UNDEFINED });
  if (shown) tell(turn, breakId, { type: 'left' });
}

function tell(turn: Turn, breakId: string, fact: BreakFact): void {
  const mark = turn.state.breakMarks.filter(({ tracking }) => tracking.breakId === breakId)[0];
  if (!mark) return;
  const run = runOf(turn, breakId) ?? mark.run;
  const context = breakMacros(turn.state, run, null);
  const { state: tracking, due } = trackBreak(mark.tracking, fact, context);
  const others = turn.state.breakMarks.filter((one) => one !== mark);
  amend(turn, { breakMarks: tracking.phase === 'left' ? others : [...others, { ...mark, tracking }] });
  // A title has the same breaks each time, and what sessions before told is known.
  enqueueOfBreak(
    turn,
    run,
    due.map((one) => ({ ...one, key: `${turn.state.sessionId}-${one.key}` })),
  );
}

/** Where the break lies now: its run knows best, after that what the signals say. */
function asSignalled(turn: Turn, before: BreakRun): Pick<BreakRun, 'brk' | 'endsAt'> & { isCancelled: boolean } {
  const { id } = before.brk;
  const run = runOf(turn, id);
  const record = turn.state.breaks.records.filter(({ brk }) => brk.id === id)[0];
  const endsAt = record && 'endsAt' in record ? record.endsAt : before.endsAt;
  const isCancelled = record?.phase === 'cancelled' || !!run?.cancelled;
  const brk = run?.brk ?? record?.brk ?? before.brk;
  const plan = insertOf(turn, before);
  // Inserted ads lie on the boundary nearest to their break.
  return { brk: plan ? { ...brk, startsAt: plan.at } : brk, endsAt: run ? run.endsAt : endsAt, isCancelled };
}
