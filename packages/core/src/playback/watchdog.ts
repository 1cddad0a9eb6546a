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
import { hasElement, waitWithViewer, watchElement } from './second-element.js';
import { holds } from './follow-spans.js';
import { isNear, placeWithout } from './inserted.js';
import { isOrdered, isSought } from './is-sought.js';
import { lacksContent } from './lacks-content.js';
import { clearWay, isLoading, planAnew } from './plan-anew.js';
import { suspectOf } from './suspect-of.js';

/** Content was ordered back this long ago and shows no frame: order it again, harder. */
const RETRY_MS = 3000;
/** Each load begins anew: a slow line, or a slow set, gets this long for one, then twice and four times as long. */
const RELOAD_MS = 6000;
const MOST_DOUBLINGS = 2;
/** A player that goes on and on after errors, and gets nowhere, is told to load anew all the same. */
const MOST_FAILURES = 3;
/** A player may take this long to its first frame, beside the time of a stall. */
const FIRST_FRAME_MS = 3000;

type ReturningRun = Extract<FilledRun, { phase: 'returning' }>;

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
  if (isOrdered(turn.state) || isSought(turn.state)) return;
  if (turn.state.runs.some(isWaitedFor) || lacksContent(turn, run, nowMs - movedAtMs)) return;
  if (isNear(turn, run) && !isLoading(turn)) breakDown(turn, run.brk.id, `no frame for ${config.stallMs} ms`);
}

/** Content stands still for its ads, which have an element of their own: nothing in the timeline is to blame. */
function isWaitedFor(run: BreakRun): boolean {
  const one = filled(run);
  return !!one?.insert && isApart(one.strategy) && (one.brk.position === 'pre' || hasElement(one));
}

/** An ad in front of content may be what keeps the first frame from coming. null: nothing is to come yet. */
function firstFrameBy({ state: { player } }: Turn, { insert, story }: FilledRun): number | null {
  const isWanted = player.playState === 'playing' || player.playState === 'waiting';
  if (!insert || !isWanted || story?.readyAtMs === undefined) return null;
  return Math.max(story.readyAtMs, player.pausedAtMs ?? 0) + FIRST_FRAME_MS;
}

/**
 * The player gave up. Ads that are inserted are to blame where what failed is theirs, else where they are in the way; what is known of
 * it is known to each. What the network has not of content is the player's to mend: an ad beside it is in the way once nothing moves.
 */
export function onFatal(turn: Turn, url: string | null, detail: string): void {
  const { runs, player } = turn.state;
  const { failedUrl } = player;
  const isToBlame = (run: BreakRun): boolean => !!failedUrl && hasMedia(filled(run), failedUrl.url);
  const isKnown = runs.some(isToBlame);
  const isMissing = url !== null && failedUrl?.status != null;
  const suspect = url === null && !isKnown ? suspectOf(turn) : null;
  const know = (url: PlayerState['failedUrl']): void =>
    amend(turn, { player: { ...turn.state.player, failedUrl: url } });
  let isSeenTo = false;
  for (const run of runs) {
    if (run.phase === 'returning') beginAgain(turn, run);
    if (run.insert && isKnown && !isToBlame(run)) continue;
    if (isMissing && isOfContent(run, url)) continue;
    know(failedUrl);
    breakDown(turn, run.brk.id, detail, run.brk.id === suspect);
    isSeenTo ||= turn.state.player.failedUrl === null;
  }
  if (isSeenTo) know(null);
}

/** The stream cannot get past an ad: the ad fails and the stream is loaded anew, without this break in it. `isSuspect`: it may be what failed, far as it is. */
export function breakDown(turn: Turn, breakId: string, detail: string, isSuspect = false): void {
  const run = runOf(turn, breakId);
  // What is apart from content does not stand in its way.
  if (!isUp(run) || isApart(run.strategy)) return;
  const { player } = turn.state;
  const { url, status } = player.failedUrl ?? {};
  // The ad whose media did not load, else the one on the screen.
  const isToBlame = ({ media, outcome }: FilledRun['ads'][number]) =>
    !outcome && media.is === 'ready' && holds(media.media, url);
  const { insert } = run;
  // What is elsewhere is not in the way.
  if (!isSuspect && !isNear(turn, run) && !run.ads.some(isToBlame)) return;
  const mediaMs = insert ? placeWithout(turn, run) : null;
  const culprit =
    run.ads.find(isToBlame)?.ad.adInstanceId ?? (run.phase === 'playing' ? run.current : run.spans[0]?.adInstanceId);
  // Of content a segment may be gone, and the ad's are there.
  const isGone = (status ?? 0) >= 400 && !isOfContent(run, url);
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

function insist(turn: Turn, run: ReturningRun): void {
  const { nowMs, player } = turn.state;
  const { how, orderFailed, tries, mediaMs, strategy } = run;
  const isReload = how === 'reload-content';
  // A pause of content that is as new as that of an ad would be.
  const isKept = player.playState === 'paused' && player.held;
  // What the viewer keeps still shows no frame: he finds it where he left it, and its time runs from when he goes on. Attached once more
  // content would play; elsewhere that is tried once, since the pause may be nobody's.
  const mayAsk = tries < 2 && !isReload && strategy !== 'reattach';
  if (isKept && !orderFailed && !mayAsk) return change(turn, run, { ...run, since: nowMs });
  if (!orderFailed && nowMs - run.since < patienceMs(run)) return;
  if (isReload || orderFailed || tries < 2) {
    // A load that was never begun has used up no time of its own.
    const counted = isReload && orderFailed ? tries : tries + 1;
    change(turn, run, { ...run, since: nowMs, tries: counted, orderFailed: false, failures: 0 });
    if (isReload) clearWay(turn, run);
    return orderBack(turn, run, how, mediaMs);
  }
  change(turn, run, { ...run, how: 'reload-content' as const, since: nowMs, tries: 1 });
  if (strategy === 'reattach') demote(turn, 'reattach', 'content showed no frame after it');
  clearWay(turn, run);
  orderBack(turn, run, 'reload-content', mediaMs);
}

/** After an error the player loads once more by itself: that gets all of its time, too, a few times. */
function beginAgain(turn: Turn, run: ReturningRun): void {
  const { how, failures = 0 } = run;
  if (how === 'reload-content' && failures < MOST_FAILURES)
    change(turn, run, { ...run, since: turn.state.nowMs, failures: failures + 1 });
}

function patienceMs({ how, tries }: ReturningRun): number {
  return how === 'reload-content' ? RELOAD_MS * 2 ** Math.min(tries - 1, MOST_DOUBLINGS) : RETRY_MS;
}

function hasMedia(run: FilledRun | undefined, url: string | undefined): boolean {
  return !!run?.ads.some(({ media }) => media.is === 'ready' && holds(media.media, url));
}

/** True where a URL is none of this break's, all of whose media are known. */
function isOfContent(one: BreakRun, url: string | undefined): boolean {
  const run = filled(one);
  const isKnown = run?.ads.every(({ media }) => media.is === 'ready' && media.media);
  return !!isKnown && !hasMedia(run, url);
}
