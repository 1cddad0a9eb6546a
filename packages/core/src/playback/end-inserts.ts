import { isUp } from '../run/break-run.js';
import { close } from '../run/close.js';
import { finishAd, tellContent } from '../run/show.js';
import type { Turn } from '../turn.js';
import { pass } from '../vod/pass-over.js';

/** VOD ran to its end: the post-roll on the screen is over, and what was jumped over will not be seen. */
export function endInserts(turn: Turn): void {
  if (turn.state.player.playState !== 'ended') return;
  for (const run of turn.state.runs) {
    if (!run.insert || !isUp(run) || run.strategy !== 'stitch') continue;
    if (run.phase === 'playing') {
      finishAd(turn, run, 'ended');
      // Content that has ended shows no frame any more: it is back.
      tellContent(turn, run);
    } else if (run.ads.every(({ shownMs }) => shownMs === 0))
      pass(turn, run, 'BREAK_PASSED', 'content ended before it');
    close(turn, run);
  }
}
