import { type BreakRun, filled } from '../run/break-run.js';
import { orderReturn } from '../run/show.js';
import { failAd } from '../run/track.js';
import { putRun, runOf, type Turn } from '../turn.js';
import { watchOverlay } from './overlay.js';
import { watchElement } from './second-element.js';
import { endOf, holds } from './follow-spans.js';

/** Content was ordered back this long ago and shows no frame: order it again, harder. */
const RETRY_MS = 3000;
/** Near a cut means this close to it: a stall there is the ad's doing until proven otherwise. */
const NEAR_MS = 2500;

/** The promise that content comes back: looks at each break in turn and acts where nothing moves. */
export function watch(turn: Turn, run: BreakRun): void {
  if (run.phase === 'returning') return insist(turn, run);
  if (turn.state.player.playState === 'paused') return;
  const { strategy } = filled(run) ?? {};
  if (strategy === 'overlay') return watchOverlay(turn, run);
  if (strategy === 'secondElement') return watchElement(turn, run);
  if (strategy !== undefined) watchTimeline(turn, run);
}

/** The ads are in the content's timeline: no frame means that the whole picture stands still. */
function watchTimeline(turn: Turn, run: BreakRun): void {
  const { player, nowMs, config } = turn.state;
  if ((run.phase !== 'armed' && run.phase !== 'playing') || player.movedAtMs === null || player.programMs === null)
    return;
  if (nowMs - player.movedAtMs <= config.stallMs) return;
  const startsAt = Math.min(...run.spans.map((span) => span.startsAt));
  if (player.programMs < startsAt - NEAR_MS || player.programMs > endOf(run.spans) + NEAR_MS) return;
  breakDown(turn, run.brk.id, `no frame for ${config.stallMs} ms`);
}

/** The stream cannot get past an ad: the ad fails and the stream is loaded anew, without this break in it. */
export function breakDown(turn: Turn, breakId: string, detail: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed' && run?.phase !== 'playing') return;
  const { failedUrl } = turn.state.player;
  const culprit = run.phase === 'playing' ? culpritOf(run, failedUrl?.url ?? null) : run.spans[0]?.adInstanceId;
  if (culprit !== undefined) {
    const isGone = failedUrl !== null && failedUrl.status !== null && failedUrl.status >= 400;
    failAd(
      turn,
      breakId,
      culprit,
      isGone ? 'MEDIA_NOT_FOUND' : 'MEDIA_STALLED',
      isGone ? `${failedUrl.url}: status ${failedUrl.status}` : detail,
    );
  }
  // The new load numbers its segments from the origin's text again: no plan may shift it.
  turn.state = { ...turn.state, plans: [], publishedEdge: null, player: { ...turn.state.player, failedUrl: null } };
  orderReturn(turn, breakId, 'reload-content');
}

/** The ad whose media did not load, else the one on the screen. */
function culpritOf(run: Extract<BreakRun, { phase: 'playing' }>, url: string | null): string {
  const owner = run.ads.find(
    ({ media, outcome }) =>
      outcome === null && media.is === 'ready' && media.media !== null && url !== null && holds(media.media, url),
  );
  return owner?.ad.adInstanceId ?? run.current;
}

function insist(turn: Turn, run: Extract<BreakRun, { phase: 'returning' }>): void {
  const { nowMs } = turn.state;
  if (!run.orderFailed && nowMs - run.since < RETRY_MS) return;
  const how = run.tries > 1 && !run.orderFailed ? 'reload-content' : run.how;
  putRun(turn, { ...run, how, since: nowMs, tries: run.tries + 1, orderFailed: false });
  turn.effects.push({ type: 'player', command: { type: how } });
}
