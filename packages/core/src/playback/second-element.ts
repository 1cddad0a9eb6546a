import type { Break, ErrorName, ProgramMs } from '@cutaway/model';
import {
  adIn,
  type AdRun,
  type BreakRun,
  filled,
  type FilledRun,
  isUp,
  lengthOf,
  type UpRun,
} from '../run/break-run.js';
import { isNear } from '../decision/ask.js';
import { isRunning } from '../policy/rate.js';
import { isUnseen, waitUnseen } from '../policy/unseen.js';
import { close } from '../run/close.js';
import { dropWaiting, isWaiting } from '../run/drop-waiting.js';
import { arm } from '../run/note-story.js';
import { expireAd, reachedAtMs } from '../run/expire.js';
import { leadMs } from '../run/lead.js';
import { finishAd, orderReturn } from '../run/show.js';
import { changeAd, failAd, track } from '../run/track.js';
import type { SessionState } from '../state.js';
import { isApart } from '../strategy.js';
import { addCause, amend, change, command, runOf, runWith, type Turn } from '../turn.js';
import { AHEAD_MS, dueInMs } from '../vod/due-in.js';
import { isLeaving } from './is-sought.js';
import { mayPrefetch } from './may-prefetch.js';
import { demote } from './demote.js';
import { slateApart } from './slate.js';
import { failMedia, substitute } from './substitute.js';

/** An ad may run over the planned end by this much: elements start a little late, and a cut in the last half second helps nobody. */
const OVERRUN_MS = 500;
/** Each source of one element starts later by what the change takes; content goes on where the programme is by then. */
const OVERRUN_COLD_MS = 1500;
/** One element that is called back early changes its source so long: content is ordered ahead of the end. A frame is told of every 80 ms. */
const RETURN_AHEAD_MS = 60;
/** An ad that an early return would cut in its last frames is let run to its end. */
const NEAR_END_MS = 150;
/** With less of a break left the next ad would be a flash. */
const FLASH_MS = 300;
/** A warm element that shows no frame within this is given up; a cold one has the time of a stall. */
const LONGEST_START_MS = 1500;
/** Breaks that are no further apart than this abut. */
const ABUTS_MS = 1000;
/** With less of a break left content does not leave its element. */
const LEAST_ROOM_MS = 1500;

/**
 * Loads the next ad that nobody has touched, unless one is already waiting. One plays and one waits: the ads of a next break,
 * announced while this one is on, are loaded from its last ad on. The first waits while content's buffer is short.
 */
export function prepareElement(turn: Turn, breakId: string): void {
  const run = filled(runOf(turn, breakId));
  if (!run || run.ads.some(isWaiting) || turn.state.runs.some((other) => isBefore(turn, other, run))) return;
  const next = run.ads.find(({ media, outcome }) => media.is === 'waiting' && !outcome) ?? slateApart(turn, run);
  // What is inserted far ahead would keep an element, and a decoder, for long.
  if (!next || !mayPrefetch(turn, run) || (run.insert && run.phase === 'preparing' && !isNear(turn.state, run))) return;
  const { adInstanceId, mediaFiles, captions = [] } = next.ad;
  if (expireAd(turn, next.ad, reachedAtMs(turn, run.brk.startsAt))) return goOn(turn, breakId);
  const file = next.files.element;
  if (!file) {
    failMedia(turn, adInstanceId, 'MEDIA_UNSUPPORTED', mediaFiles.map(({ type }) => type).join(', '));
    return goOn(turn, breakId);
  }
  changeAd(turn, adInstanceId, { media: { is: 'loading', sinceMs: turn.state.nowMs } });
  const isReattach = run.strategy === 'reattach';
  command(turn, {
    ...{ type: 'prepare-ad', adInstanceId, url: file.url, mime: file.type },
    ...(isReattach && { reattach: true }),
    ...(captions.length > 0 && { captioned: true }),
  });
}

export function onAdReady(turn: Turn, adInstanceId: string): void {
  const run = runWith(turn, adInstanceId);
  if (!run || run.phase === 'returning') return;
  changeAd(turn, adInstanceId, { media: { is: 'ready', media: null } });
  track(turn, adInstanceId, { type: 'loaded' });
  if (run.phase !== 'preparing') return;
  arm(turn, run, []);
  followInsert(turn, run.brk.id);
}

/** The ad did not load, or stopped: the next one, else content. */
export function onAdFailed(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const run = runWith(turn, adInstanceId);
  if (!run) return;
  const breakId = run.brk.id;
  const wanted = isUp(run) && isWanted(run, adInstanceId);
  const isRefused = name === 'ELEMENT_REFUSED';
  // All of it was seen, or given up: that is not to be undone, and only what it says of the device is news.
  if (!adIn(run, adInstanceId)?.outcome) failAd(turn, adInstanceId, name, detail);
  else if (isRefused) addCause(turn, breakId, name, detail, adInstanceId);
  else if (!wanted) return;
  // What broke off on the screen leaves it for what comes there next: content is not to be seen in between. What stands still may hold
  // what the next one needs.
  if (!wanted || run.showing || name === 'MEDIA_STALLED') command(turn, { type: 'drop-ad', adInstanceId });
  // One refusal of an element is an answer about the device, not about the ad.
  if (isRefused) demote(turn, run.strategy, detail);
  if (isRefused || name === 'AUTOPLAY_REFUSED') return orderReturn(turn, breakId, 'show-content');
  if (wanted) return showNext(turn, breakId);
  substitute(turn, adInstanceId);
  goOn(turn, breakId);
}

/** The ad's media ran to its end. */
export function onAdEnded(turn: Turn, adInstanceId: string): void {
  const run = runWith(turn, adInstanceId);
  if (run?.phase !== 'playing' || run.current !== adInstanceId) return;
  finishAd(turn, run, 'ended');
  showNext(turn, run.brk.id);
}

/** Content's clock moved on: is it time to switch, or is the break over? */
export function followContent(turn: Turn, { brk: { id } }: FilledRun, programMs: ProgramMs): void {
  // A break before it may just have handed over.
  const run = filled(runOf(turn, id));
  if (!run) return;
  if (run.insert) return followInsert(turn, id);
  const { brk, endsAt, strategy } = run;
  const isShown = isUp(run) && !isStill(run);
  if (endsAt !== null && programMs >= endsAt + graceMs(run, programMs - endsAt)) {
    tellUnready(turn, run);
    return leave(turn, run);
  }
  const inMs = Math.round(brk.startsAt - leadMs(turn.state, run) - programMs);
  if (run.phase !== 'armed' || isShown || inMs > (strategy === 'reattach' ? AHEAD_MS : 0)) return;
  // Who has the screen gives it up by itself.
  if (turn.state.runs.some((one) => one !== run && hasElement(one))) return;
  // Nobody would see it, or wants to now: content stays until somebody does.
  if ((isUnseen(turn.state) || isPaused(turn.state)) && !turn.state.detached) return;
  const leftMs = endsAt !== null && strategy === 'reattach' ? endsAt - programMs : Infinity;
  if (leftMs >= LEAST_ROOM_MS || turn.state.detached) return showNext(turn, id, Math.max(0, inMs));
  addCause(turn, id, 'BREAK_TOO_LATE', `${Math.round(leftMs)} ms left`);
  dropWaiting(turn, run);
  close(turn, run);
}

/** An ad may run so long over the end of its break; below zero, it is taken off so long ahead of it. */
function graceMs(run: FilledRun, overMs: number): number {
  if (run.phase !== 'playing' || run.cancelled) return 0;
  const isCold = run.strategy === 'reattach';
  if (!run.earlyReturn) return isCold ? OVERRUN_COLD_MS : OVERRUN_MS;
  const one = adIn(run, run.current);
  const leftAtEndMs = one && !one.isSlate ? lengthOf(one) - run.adMs + overMs : Infinity;
  if (Math.abs(leftAtEndMs) <= NEAR_END_MS) return NEAR_END_MS;
  return isCold ? -RETURN_AHEAD_MS : 0;
}

/** The break is over, and no ad of it was ready: the one that was waited for took too long, or there was no time for it. */
function tellUnready(turn: Turn, run: FilledRun): void {
  const late = run.ads.find(({ media, outcome }) => media.is === 'loading' && !outcome);
  if (run.phase !== 'preparing' || run.earlyReturn || run.cancelled || late?.media.is !== 'loading') return;
  const { nowMs, config } = turn.state;
  const hadMs = nowMs - late.media.sinceMs;
  const detail = `${hadMs} ms for its media`;
  if (hadMs < config.mediaBudgetMs) addCause(turn, run.brk.id, 'BREAK_TOO_LATE', detail);
  else failAd(turn, late.ad.adInstanceId, 'MEDIA_TIMEOUT', detail);
}

/** Shows the first ad of an inserted break when content is at its place. It ends with its ads, whatever content's clock says. */
export function followInsert(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed' || run.showing || !run.insert) return;
  // Who has the screen gives it up by itself.
  if (turn.state.runs.some((one) => one !== run && hasElement(one))) return;
  const inMs = dueInMs(turn.state, run.brk, leadMs(turn.state, run));
  if (inMs === null || inMs > AHEAD_MS || isLeaving(turn.state) || isRunning(turn.state)) return;
  if (isUnseen(turn.state)) waitUnseen(turn, run);
  else if (run.brk.position === 'pre' || !isPaused(turn.state)) showNext(turn, breakId, Math.max(0, inMs));
}

/** By the viewer: he sees an ad that he came to meanwhile, as by a seek, when he goes on. */
const isPaused = ({ player: { playState, held } }: SessionState): boolean => playState === 'paused' && held;

/** The break is over, or has no ad left: content, unless a break right behind it goes on at once. */
function leave(turn: Turn, run: FilledRun): void {
  const next = run.cancelled ? undefined : abutting(turn, run);
  if (!next) return orderReturn(turn, run.brk.id, 'show-content');
  if (run.phase === 'playing') finishAd(turn, run, 'cut');
  close(turn, run);
  showNext(turn, next.brk.id);
}

/** The break behind one that can take the screen from it. */
function abutting({ state }: Turn, run: FilledRun): BreakRun | undefined {
  const untilMs = (state.player.programMs ?? 0) + ABUTS_MS;
  return state.runs.find(
    (one) =>
      one !== run &&
      one.phase === 'armed' &&
      !one.showing &&
      one.strategy === run.strategy &&
      one.brk.startsAt >= run.brk.startsAt &&
      one.brk.startsAt <= untilMs &&
      one.ads.some(isReady),
  );
}

/** An ad that does not start, or stops moving, is a failed ad, unless the viewer holds it. */
export function watchElement(turn: Turn, run: FilledRun): void {
  const { nowMs, config, player } = turn.state;
  if (run.phase === 'preparing') return prepareElement(turn, run.brk.id);
  if (!isUp(run)) return;
  if (player.held) return waitWithViewer(turn, run);
  const { showing } = run;
  const longestMs = run.strategy === 'reattach' ? config.stallMs : LONGEST_START_MS;
  if (showing && nowMs - showing.atMs > longestMs)
    onAdFailed(turn, showing.adInstanceId, 'MEDIA_TIMEOUT', `no frame ${longestMs} ms after it was shown`);
  else if (!showing && run.phase === 'playing' && nowMs - run.movedAtMs > config.stallMs)
    onAdFailed(turn, run.current, 'MEDIA_STALLED', `no frame for ${config.stallMs} ms`);
}

/** Who holds the picture holds what was to come, too: its first frame is not late. */
export function waitWithViewer(turn: Turn, run: UpRun): void {
  const { nowMs } = turn.state;
  if (run.showing) change(turn, run, { showing: { ...run.showing, atMs: nowMs } });
}

/** Shows the next ad that is ready, `inMs` from now; without one, content. */
function showNext(turn: Turn, breakId: string, inMs = 0): void {
  const run = runOf(turn, breakId);
  if (!isUp(run)) return;
  const next = run.ads.find(isReady);
  if (!next || wouldFlash(turn, run)) return leave(turn, run);
  const { adInstanceId } = next.ad;
  if (expireAd(turn, next.ad, turn.state.nowMs)) {
    command(turn, { type: 'drop-ad', adInstanceId });
    return showNext(turn, breakId, inMs);
  }
  const { nowMs, player, detached } = turn.state;
  change(turn, run, { spans: [], showing: { adInstanceId, atMs: nowMs } });
  const leftAtMs = player.movedAtMs ?? nowMs;
  if (run.strategy === 'reattach' && !detached && player.programMs !== null)
    amend(turn, { detached: { programMs: player.programMs, atMs: leftAtMs, leftAtMs } });
  command(turn, { type: 'show-ad', adInstanceId, ...(run.insert && { holds: true }), ...(inMs > 0 && { inMs }) });
}

/** An ad that was only being prepared fell out: try the one after it. */
function goOn(turn: Turn, breakId: string): void {
  prepareElement(turn, breakId);
  const run = runOf(turn, breakId);
  if (run?.phase === 'preparing' && run.ads.every(({ outcome }) => outcome)) close(turn, run);
}

/** One of its ads is over, and the break as good as over. Who comes late to one is refused it where that is noticed. */
function wouldFlash({ state: { player } }: Turn, { phase, endsAt, insert }: UpRun): boolean {
  if (phase !== 'playing' || insert || endsAt === null || player.programMs === null) return false;
  return endsAt - player.programMs < FLASH_MS;
}

const isReady = ({ media, outcome }: AdRun): boolean => media.is === 'ready' && !outcome;

/** On the screen, or told to come there. */
const isWanted = (run: UpRun, adInstanceId: string): boolean =>
  run.showing?.adInstanceId === adInstanceId ||
  (run.phase === 'playing' && !run.showing && run.current === adInstanceId);

/** Its ads are shown apart from content, or content is still coming back from them. */
export function hasElement(run: BreakRun): boolean {
  const one = filled(run);
  return !!one && isApart(one.strategy) && (one.phase === 'returning' || (isUp(one) && !isStill(one)));
}

const isStill = (run: UpRun): boolean => run.phase === 'armed' && !run.showing;

/** A break ahead of this one that needs the elements, or still gives them back; one right before it no more than its last ad's. */
function isBefore({ state: { runs } }: Turn, other: BreakRun, run: FilledRun): boolean {
  const one = filled(other);
  const apartMs = placeOf(run.brk) - placeOf(other.brk);
  const isFirst = apartMs > 0 || (apartMs === 0 && runs.indexOf(other) < runs.indexOf(run));
  if (!one || !isApart(one.strategy) || !isFirst) return false;
  // Before content nothing lies between two breaks.
  const isPre = run.brk.position === 'pre';
  const abuts = isPre || (one.endsAt !== null && run.brk.startsAt - one.endsAt <= ABUTS_MS);
  const isLast =
    one.phase === 'playing' && one.ads.every(({ ad, outcome }) => outcome || ad.adInstanceId === one.current);
  return !(abuts && isLast);
}

function placeOf({ position, startsAt }: Break): number {
  return position === 'pre' ? -Number.MAX_VALUE : position === 'post' ? Number.MAX_VALUE : startsAt;
}
