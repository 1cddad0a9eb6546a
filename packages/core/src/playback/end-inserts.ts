import { isUp } from '../run/break-run.js';
import { close } from '../run/close.js';
import { finishAd, tellContent } from '../run/show.js';
import type { Turn } from '../turn.js';
import { pass } from '../vod/pass-over.js';
import { endOverlay } from './overlay.js';

/** Content ran to its end: the post-roll on the screen is over, no image is over it any more, and what was jumped over will not be seen. */
export function endInserts(turn: Turn): void {
  if (turn.state.player.playState !== 'ended') return;
  for (const run of turn.state.runs) {
    const isOverlay = isUp(run) && run.strategy === 'overlay';
    if (!isUp(run) || !(isOverlay || (run.insert && run.strategy === 'stitch'))) continue;
    if (run.phase === 'armed') {
      if (run.ads.every(({ shownMs }) => shownMs === 0)) pass(turn, run, 'BREAK_PASSED', 'content ended before it');
    } else if (isOverlay) endOverlay(turn, run, false);
    else {
      finishAd(turn, run, 'ended');
      // Content that has ended shows no frame any more: it is back.
      tellContent(turn, run);
    }
    close(turn, run);
  }
}
