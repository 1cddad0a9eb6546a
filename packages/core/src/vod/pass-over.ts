import type { ErrorName, ProgramMs } from '@cutaway/model';
import { viewerOf } from '../policy/note-viewer.js';
import { withdraw } from '../playback/change-end.js';
import { type BreakRun, filled } from '../run/break-run.js';
import { close } from '../run/close.js';
import { addCause, amend, change, runOf, type Turn } from '../turn.js';

/** Content moved this much further than time did, or back: somebody sought. */
const SEEK_MS = 1000;
const BACK_MS = 250;
/** A seek may land this much behind the start of a break, and is thought to want it. */
const NEAR_MS = 250;

/**
 * Closes the inserted breaks that were asked for, lie behind the playhead and do not play: those that a seek jumped over, unless the
 * viewer is brought back to them, and those that content went on without, since nothing was ready in time. What nobody has asked for
 * stays as it is: who comes before it again sees it.
 */
export function passOver(turn: Turn, programMs: ProgramMs): void {
  const { nowMs, programme, config, runs } = turn.state;
  const last = programme?.last;
  const stepMs = last ? programMs - last.programMs : Infinity;
  const isSeek = !last || stepMs > nowMs - last.atMs + SEEK_MS || stepMs < -BACK_MS;
  amend(turn, { programme: { ...programme, last: { programMs, atMs: nowMs } } });
  // Nobody was in what was jumped over, so nobody hears that it began or ended.
  if (isSeek) forget(turn, ({ brk, insert }) => insert && !brk.position && programMs - brk.startsAt > NEAR_MS);
  const { detour } = viewerOf(turn.state);
  for (const run of runs.filter(canPass)) {
    if (run.phase === 'signalled' || (detour && detour.breakIds.indexOf(run.brk.id) >= 0)) continue;
    const overMs = Math.round(programMs - run.brk.startsAt);
    if (isSeek && overMs > NEAR_MS) pass(turn, run, 'BREAK_PASSED', `${overMs} ms behind its start`);
    else if (overMs > config.budgetMs + config.mediaBudgetMs)
      pass(turn, run, 'BREAK_TOO_LATE', `not ready ${overMs} ms behind its start`);
  }
}

/** Content is at its end: what would have come after that does not. */
export function passRest(turn: Turn): void {
  for (const run of turn.state.runs.filter(canPass)) pass(turn, run, 'BREAK_PASSED', 'content ended before it');
}

/** Beside the content nothing is passed; what is on the screen, or on its way to it, stays there. */
function canPass(run: BreakRun): boolean {
  // Ads that lie in the text of the stream are where they are.
  const isSet = run.phase === 'armed' && (run.showing !== null || run.spans.length > 0);
  const isOn = run.phase === 'playing' || run.phase === 'returning' || isSet;
  return run.insert && !run.brk.position && run.brk.kind === 'linear' && !isOn;
}

/** A break that did not happen closes with the reason. */
export function pass(turn: Turn, run: BreakRun, name: ErrorName, detail: string): void {
  addCause(turn, run.brk.id, name, detail);
  // It did not happen, which is nobody's fault.
  if (name === 'BREAK_PASSED') change(turn, run, { cancelled: true });
  forget(turn, ({ brk }) => brk.id === run.brk.id);
  const full = filled(runOf(turn, run.brk.id));
  if (full) withdraw(turn, full);
  close(turn, run);
}

function forget(turn: Turn, isOf: (run: BreakRun) => boolean): void {
  const { breakMarks } = turn.state;
  amend(turn, { breakMarks: breakMarks.filter(({ run }) => !isOf(run)) });
}
