import { type AdMedia, adSpans, planInsert } from '@cutaway/manifest';
import type { Break, ProgramMs } from '@cutaway/model';
import type { FilledRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { expireAd } from '../run/expire.js';
import { arm } from '../run/note-story.js';
import { addCause, amend, command, type Turn } from '../turn.js';
import { chooseStrategy } from './choose-strategy.js';
import { takeBeside } from './fall-back.js';

/** No content lies before it, or behind it: the last moments that a date can say. */
const FAR_MS = 8.64e15;

/** Commits a break of VOD to the stitch, while its playlists are still held; after that it has to reach the screen in another way. */
export function armInsert(turn: Turn, run: FilledRun): void {
  const { live, publishedEdge, plans, nowMs } = turn.state;
  if (live !== false || publishedEdge !== null) return goBeside(turn, run);
  const ads = run.ads.flatMap(({ ad, media }): AdMedia[] =>
    media.is === 'ready' && media.media && !expireAd(turn, ad, nowMs) ? [media.media] : [],
  );
  if (ads.length === 0) return close(turn, run);
  const plan = planInsert({ breakId: run.brk.id, at: placeOf(run.brk), ads }, plans);
  amend(turn, { plans: [...plans, plan] });
  arm(turn, run, adSpans(plan));
  // Its ads are the first that content's element shows.
  if (run.brk.position === 'pre') command(turn, { type: 'show-content' });
}

function placeOf({ position, startsAt }: Break): ProgramMs {
  return position ? (position === 'pre' ? -FAR_MS : FAR_MS) : startsAt;
}

/** The playlists are with the player: another strategy, else the break is lost. */
function goBeside(turn: Turn, run: FilledRun): void {
  const choice = chooseStrategy(turn.state, run.ads, false, false);
  if (!choice.isPossible || choice.strategy === 'stitch') {
    addCause(turn, run.brk.id, 'BREAK_TOO_LATE', 'the playlists are with the player');
    return close(turn, run);
  }
  takeBeside(turn, run, choice);
}
