import { type BreakRun, filled, type FilledRun, isUp } from '../run/break-run.js';
import { watchStall } from '../run/note-story.js';
import { orderBack, orderReturn } from '../run/show.js';
import { failAd } from '../run/track.js';
import type { PlayerState } from '../state.js';
import { isApart } from '../strategy.js';
import { amend, change, runOf, type Turn } from '../turn.js';
import { watchOverlay } from './overlay.js';
import { demote } from './demote.js';
import { passTime } from './reattach.js';
import { waitWithViewer, watchElement } from './second-element.js';
import { holds } from './follow-spans.js';
import { isNear, placeWithout } from './inserted.js';
import { lacksContent } from './lacks-content.js';
import { clearWay, isLoading, planAnew } from './plan-anew.js';

/** Content was ordered back this long ago and shows no frame: order it again, harder. */
const RETRY_MS = 3000;
/** A player may take this long to its first frame, beside the time of a stall. */
const FIRST_FRAME_MS = 4000;

/** The promise that content comes back: looks at each break in turn and acts where nothing moves. */
export function watch(turn: Turn, one: BreakRun): void {
  const run = filled(one);
  if (!run) return;
  if (run.phase === 'returning') return insist(turn, run);
  watchStall(turn, run);
  if (turn.state.player.playState === 'paused')
    return isApart(run.strategy) && isUp(run) ? waitWithViewer(turn, run) : undefined;
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
  const movedAtMs = player.movedAtMs ?? firstFrameBy(turn, run);
  if (!isUp(run) || movedAtMs === null || nowMs - movedAtMs <= config.stallMs) return;
  if (lacksContent(turn, run, nowMs - movedAtMs)) return;
  if (isNear(turn, run) && !isLoading(turn)) breakDown(turn, run.brk.id, `no frame for ${config.stallMs} ms`);
}

/** An ad in front of content may be what keeps the first frame from coming. null: nothing is to come yet. */
function firstFrameBy({ state: { player } }: Turn, { insert, story }: FilledRun): number | null {
  const isWanted = player.playState === 'playing' || player.playState === 'waiting';
  return insert && isWanted && story?.readyAtMs !== undefined ? story.readyAtMs + FIRST_FRAME_MS : null;
}

/**
 * The player gave up. Ads that are inserted are to blame where what failed is theirs, else where they are in the way; what is known of
 * it is known to each.
 */
export function onFatal(turn: Turn, detail: string): void {
  const { runs, player } = turn.state;
  const { failedUrl } = player;
  const isToBlame = (run: BreakRun): boolean => !!failedUrl && hasMedia(filled(run), failedUrl.url);
  const isKnown = runs.some(isToBlame);
  const know = (url: PlayerState['failedUrl']): void =>
    amend(turn, { player: { ...turn.state.player, failedUrl: url } });
  let isSeenTo = false;
  for (const run of runs) {
    if (run.insert && isKnown && !isToBlame(run)) continue;
    know(failedUrl);
    breakDown(turn, run.brk.id, detail);
    isSeenTo ||= turn.state.player.failedUrl === null;
  }
  if (isSeenTo) know(null);
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
  const { insert } = run;
  // What is inserted elsewhere is not in the way.
  if (insert && !isNear(turn, run) && !run.ads.some(isToBlame)) return;
  const mediaMs = insert ? placeWithout(turn, run) : null;
  const culprit =
    run.ads.find(isToBlame)?.ad.adInstanceId ?? (run.phase === 'playing' ? run.current : run.spans[0]?.adInstanceId);
  const isGone = (status ?? 0) >= 400;
  if (culprit !== undefined)
    failAd(turn, culprit, isGone ? 'MEDIA_NOT_FOUND' : 'MEDIA_STALLED', isGone ? `${url}: status ${status}` : detail);
  // A segment of an ad that came, and did not decode.
  const isRefused = status === null && hasMedia(run, url);
  if (isRefused) demote(turn, run.strategy, detail);
  amend(turn, { player: { ...player, failedUrl: null } });
  // What is inserted shifts nothing.
  if (insert) amend(turn, { plans: turn.state.plans.filter((plan) => plan.breakId !== breakId) });
  else planAnew(turn, breakId);
  orderReturn(turn, breakId, 'reload-content', mediaMs);
}

function insist(turn: Turn, run: Extract<FilledRun, { phase: 'returning' }>): void {
  const { nowMs: since } = turn.state;
  const { orderFailed, tries, mediaMs } = run;
  if (!orderFailed && since - run.since < RETRY_MS) return;
  // What the viewer, or a rule of autoplay, keeps still is no fault of the stream.
  const isKept = run.insert && turn.state.player.playState === 'paused';
  const how = tries > 1 && !orderFailed && !isKept ? 'reload-content' : run.how;
  change(turn, run, { phase: 'returning', how, since, tries: tries + 1, orderFailed: false, mediaMs });
  if (how !== run.how && run.strategy === 'reattach') demote(turn, 'reattach', 'content showed no frame after it');
  if (how === 'reload-content') clearWay(turn, run);
  orderBack(turn, run, how, mediaMs);
}

function hasMedia(run: FilledRun | undefined, url: string | undefined): boolean {
  return !!run?.ads.some(({ media }) => media.is === 'ready' && holds(media.media, url));
}
