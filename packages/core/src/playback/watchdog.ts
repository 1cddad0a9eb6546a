import { type BreakRun, filled, type FilledRun, isUp } from '../run/break-run.js';
import { watchStall } from '../run/note-story.js';
import { orderBack, orderReturn } from '../run/show.js';
import { failAd } from '../run/track.js';
import { isApart } from '../strategy.js';
import { amend, change, runOf, type Turn } from '../turn.js';
import { watchOverlay } from './overlay.js';
import { demote } from './demote.js';
import { passTime } from './reattach.js';
import { watchElement } from './second-element.js';
import { endOf, holds } from './follow-spans.js';

/** Content was ordered back this long ago and shows no frame: order it again, harder. */
const RETRY_MS = 3000;
/** Near a cut means this close to it: a stall there is the ad's doing until proven otherwise. */
const NEAR_MS = 2500;

/** The promise that content comes back: looks at each break in turn and acts where nothing moves. */
export function watch(turn: Turn, one: BreakRun): void {
  const run = filled(one);
  if (!run) return;
  if (run.phase === 'returning') return insist(turn, run);
  watchStall(turn, run);
  if (turn.state.player.playState === 'paused') return;
  if (run.strategy === 'overlay') watchOverlay(turn, run);
  else if (isApart(run.strategy)) watchApart(turn, run);
  else watchTimeline(turn, run);
}

function watchApart(turn: Turn, run: FilledRun): void {
  passTime(turn, run);
  const now = filled(runOf(turn, run.brk.id));
  if (now) watchElement(turn, now);
}

/** The ads are in the content's timeline: no frame means that the whole picture stands still. */
function watchTimeline(turn: Turn, run: FilledRun): void {
  const { nowMs, config, player } = turn.state;
  const { movedAtMs, programMs } = player;
  if (!isUp(run) || movedAtMs === null || programMs === null || nowMs - movedAtMs <= config.stallMs) return;
  const startsAt = Math.min(...run.spans.map((span) => span.startsAt));
  if (programMs >= startsAt - NEAR_MS && programMs <= endOf(run.spans) + NEAR_MS)
    breakDown(turn, run.brk.id, `no frame for ${config.stallMs} ms`);
}

/** The stream cannot get past an ad: the ad fails and the stream is loaded anew, without this break in it. */
export function breakDown(turn: Turn, breakId: string, detail: string): void {
  const run = runOf(turn, breakId);
  // What is apart from content does not stand in its way.
  if (!isUp(run) || isApart(run.strategy)) return;
  const { player } = turn.state;
  const { url, status } = player.failedUrl ?? {};
  // The ad whose media did not load, else the one on the screen.
  const isToBlame = ({ media, outcome }: FilledRun['ads'][number]) =>
    !outcome && media.is === 'ready' && holds(media.media, url);
  const culprit =
    run.phase === 'playing' ? (run.ads.find(isToBlame)?.ad.adInstanceId ?? run.current) : run.spans[0]?.adInstanceId;
  const isGone = (status ?? 0) >= 400;
  if (culprit !== undefined)
    failAd(turn, culprit, isGone ? 'MEDIA_NOT_FOUND' : 'MEDIA_STALLED', isGone ? `${url}: status ${status}` : detail);
  // A segment of an ad that came, and did not decode.
  const isRefused = status === null && run.ads.some(({ media }) => media.is === 'ready' && holds(media.media, url));
  if (isRefused) demote(turn, run.strategy, detail);
  // The new load numbers its segments from the origin's text again: no plan may shift it.
  amend(turn, { plans: [], publishedEdge: null, player: { ...player, failedUrl: null } });
  orderReturn(turn, breakId, 'reload-content');
}

function insist(turn: Turn, run: Extract<FilledRun, { phase: 'returning' }>): void {
  const { nowMs: since } = turn.state;
  const { orderFailed, tries } = run;
  if (!orderFailed && since - run.since < RETRY_MS) return;
  const how = tries > 1 && !orderFailed ? 'reload-content' : run.how;
  change(turn, run, { phase: 'returning', how, since, tries: tries + 1, orderFailed: false });
  if (how !== run.how && run.strategy === 'reattach') demote(turn, 'reattach', 'content showed no frame after it');
  orderBack(turn, run, how);
}
