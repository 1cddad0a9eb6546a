import { addCause, type Turn } from '../turn.js';
import type { FilledRun } from './break-run.js';
import { settleSpares } from './settle-spares.js';
import { track } from './track.js';

/** An ad that had no room in a shortened break hears 206; one that nobody needed hears notUsed. */
export function settleUnused(turn: Turn, run: FilledRun): void {
  for (const { ad, outcome, shownMs } of run.ads) {
    if (outcome || shownMs > 0) continue;
    const isShortened = run.earlyReturn && !run.cancelled;
    if (isShortened) addCause(turn, run.brk.id, 'BREAK_SHORTENED', 'early return', ad.adInstanceId);
    track(turn, ad.adInstanceId, { type: isShortened ? 'cut' : 'not-used' });
  }
  settleSpares(turn, run);
}
