import type { ProgramMs } from '@cutaway/model';
import { type BreakRun, filled, type FilledRun } from '../run/break-run.js';
import { dropWaiting } from '../run/drop-waiting.js';
import type { Turn } from '../turn.js';
import { moveStitchEnd } from './arm-stitch.js';
import { clampSpans, withdrawStitch } from './stitch-break.js';

/** Where the ads are in the content's timeline its text says when they end. True where they are. */
export function moveEnd(turn: Turn, run: BreakRun, endsAt: ProgramMs, stitchEndsAt: ProgramMs): boolean {
  const full = filled(run);
  if (full?.strategy === 'stitch') moveStitchEnd(turn, run, stitchEndsAt);
  else if (full?.strategy === 'serverStitched') clampSpans(turn, full, endsAt);
  else return false;
  return true;
}

/** Takes back what is not on the screen yet. False: it is too late for that. */
export function withdraw(turn: Turn, run: FilledRun): boolean {
  const { phase, strategy } = run;
  // Content that has left its element is waited for.
  if (phase === 'playing' || (phase === 'armed' && run.showing && strategy === 'reattach'))
    return strategy === 'overlay';
  if (phase === 'armed' && strategy === 'stitch') return withdrawStitch(turn, run);
  if (phase === 'armed' && strategy === 'serverStitched') return false;
  if (phase === 'armed' || phase === 'preparing') dropWaiting(turn, run);
  return phase !== 'returning';
}
