import { close } from '../run/close.js';
import { filled, type FilledRun, holdsContent, isUp } from '../run/break-run.js';
import { followInsert } from '../playback/second-element.js';
import { dropWaiting } from '../run/drop-waiting.js';
import { tellContent } from '../run/show.js';
import { failAd } from '../run/track.js';
import { isApart } from '../strategy.js';
import { amend, change, command, type Turn } from '../turn.js';
import { passRest } from './pass-over.js';
import { placeBreaks } from './place-breaks.js';

/** What time alone brings about for breaks that are inserted: content may stand still, so that no frame of it does. */
export function tickProgramme(turn: Turn): void {
  placeBreaks(turn);
  payContent(turn);
  const hasEnded = turn.state.player.playState === 'ended';
  if (hasEnded) passRest(turn);
  for (const one of turn.state.runs) {
    const run = filled(one);
    if (!run?.insert || run.strategy === 'overlay') continue;
    if (run.phase === 'preparing') boundHold(turn, run, hasEnded);
    else if (run.phase === 'armed' && isApart(run.strategy)) followInsert(turn, run.brk.id);
    else if (run.phase === 'returning' && hasEnded && !run.orderFailed) {
      // A content that has ended shows no frame any more: it is back.
      tellContent(turn, run);
      close(turn, run);
    }
  }
}

/** Content is held back for the media of a pre-roll no longer than its budget, and its end for that of a post-roll. */
function boundHold(turn: Turn, run: FilledRun & { phase: 'preparing' }, hasEnded: boolean): void {
  const { nowMs, config, runs } = turn.state;
  const { id, position } = run.brk;
  // What is stitched has its own bound.
  if (position !== 'pre' && (position !== 'post' || !isApart(run.strategy))) return;
  const hasTurn =
    position === 'pre'
      ? runs.find(holdsContent)?.brk.id === id
      : hasEnded && !runs.some((one) => one !== run && isUp(one));
  // Its turn has not come: what is before it has its own time.
  if (!hasTurn) return change(turn, run, { phase: 'preparing', deadlineMs: nowMs + config.mediaBudgetMs });
  if (nowMs < run.deadlineMs) return;
  dropWaiting(turn, run);
  for (const { ad, outcome } of run.ads)
    if (!outcome) failAd(turn, ad.adInstanceId, 'MEDIA_TIMEOUT', `${config.mediaBudgetMs} ms`);
  close(turn, run);
}

function payContent(turn: Turn): void {
  const { owed } = turn.state.programme ?? {};
  if (!owed) return;
  amend(turn, { programme: { ...turn.state.programme, owed: undefined } });
  command(turn, owed);
}
