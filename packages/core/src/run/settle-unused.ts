import { addCause, amend, command, runOf, type Turn } from '../turn.js';
import { onBreakOver } from '../policy/break-over.js';
import { leaveMark } from './break-mark.js';
import { filled, type FilledRun } from './break-run.js';
import { failHere } from './fail-here.js';
import { settleSpares } from './settle-spares.js';
import { track } from './track.js';

/** Breaks whose companions may be on the screen after them. */
const MOST_PAST = 2;

/**
 * A break with a pod is over. An ad that had no room in a shortened break hears 206; one that nobody needed hears notUsed. What is
 * to be told of the others later, since their companions are still to be seen, is remembered for a while.
 */
export function settleUnused(turn: Turn, run: FilledRun): void {
  for (const one of run.ads) {
    const { ad, media, outcome, shownMs, isSlate } = one;
    if (failHere(turn, one) || outcome || shownMs > 0 || isSlate) continue;
    const hasNoRoom = run.strategy === 'stitch' && media.is === 'ready' && isWithoutRoom(run, ad.adInstanceId);
    const isShortened = (run.earlyReturn || hasNoRoom) && !run.cancelled;
    const why = run.earlyReturn ? 'early return' : 'no room for this ad';
    if (isShortened) addCause(turn, run.brk.id, 'BREAK_SHORTENED', why, ad.adInstanceId);
    track(turn, ad.adInstanceId, { type: isShortened ? 'cut' : 'not-used' });
  }
  settleSpares(turn, run);
  leaveMark(turn, run.brk.id);
  const { config, runs, past } = turn.state;
  if (config.viewability === 'measure' && runs.filter(filled).length === 1)
    command(turn, { type: 'measure-visibility', on: false });
  const now = filled(runOf(turn, run.brk.id));
  if (now) onBreakOver(turn, now);
  if (now?.ads.some(({ ad }) => ad.companions?.length)) amend(turn, { past: [...past, now].slice(-MOST_PAST) });
}

/** The ads that had room lie in the timeline; this one does not. */
function isWithoutRoom(run: FilledRun, adInstanceId: string): boolean {
  const spans = 'spans' in run ? run.spans : [];
  return spans.length > 0 && !spans.some((span) => span.adInstanceId === adInstanceId);
}
