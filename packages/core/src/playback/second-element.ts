import type { ErrorName, ProgramMs } from '@cutaway/model';
import { type AdRun, type BreakRun, filled, type FilledRun, isUp } from '../run/break-run.js';
import { close } from '../run/close.js';
import { arm } from '../run/note-story.js';
import { expireAd, reachedAtMs } from '../run/expire.js';
import { finishAd, orderReturn } from '../run/show.js';
import { changeAd, failAd, track } from '../run/track.js';
import { change, command, runOf, runWith, type Turn } from '../turn.js';
import { mayPrefetch } from './may-prefetch.js';
import { failMedia, substitute } from './substitute.js';

/** From `show-ad` to the first frame of a warm element: measured at 30 to 60 ms. */
const START_MS = 40;
/** An ad may run over the planned end by this much: elements start a little late, and a cut in the last half second helps nobody. */
const OVERRUN_MS = 500;
/** A warm element that shows no frame within this is given up. */
const LONGEST_START_MS = 1500;

/**
 * Loads the next ad that nobody has touched, unless one is already waiting. One element plays and one waits: the ads of a
 * next break, announced while this one is on, are loaded once it is over. The first waits while content's buffer is short.
 */
export function prepareElement(turn: Turn, breakId: string): void {
  const run = filled(runOf(turn, breakId));
  if (!run || run.ads.some(isAhead) || turn.state.runs.some((other) => isBefore(other, run))) return;
  const next = run.ads.find(({ media, outcome }) => media.is === 'waiting' && !outcome);
  if (!next || !mayPrefetch(turn, run)) return;
  const { adInstanceId, mediaFiles } = next.ad;
  if (expireAd(turn, next.ad, reachedAtMs(turn, run.brk.startsAt))) return goOn(turn, breakId);
  const file = next.files.element;
  if (!file) {
    failMedia(turn, adInstanceId, 'MEDIA_UNSUPPORTED', mediaFiles.map(({ type }) => type).join(', '));
    return goOn(turn, breakId);
  }
  changeAd(turn, adInstanceId, { media: { is: 'loading' } });
  command(turn, { type: 'prepare-ad', adInstanceId, url: file.url, mime: file.type });
}

export function onAdReady(turn: Turn, adInstanceId: string): void {
  const run = runWith(turn, adInstanceId);
  if (!run || run.phase === 'returning') return;
  changeAd(turn, adInstanceId, { media: { is: 'ready', media: null } });
  track(turn, adInstanceId, { type: 'loaded' });
  if (run.phase === 'preparing') arm(turn, run, []);
}

/** The ad did not load, or stopped: the next one, else content. */
export function onAdFailed(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const run = runWith(turn, adInstanceId);
  if (!run) return;
  const breakId = run.brk.id;
  failAd(turn, adInstanceId, name, detail);
  command(turn, { type: 'drop-ad', adInstanceId });
  // One refusal of a second element is an answer about the device, not about the ad.
  if (name === 'ELEMENT_REFUSED' || name === 'AUTOPLAY_REFUSED') return orderReturn(turn, breakId, 'show-content');
  const current = isUp(run) && (run.phase === 'playing' ? run.current : run.showing?.adInstanceId);
  if (current === adInstanceId) return showNext(turn, breakId);
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
export function followContent(turn: Turn, run: FilledRun, programMs: ProgramMs): void {
  const breakId = run.brk.id;
  const graceMs = run.earlyReturn || run.cancelled || run.phase !== 'playing' ? 0 : OVERRUN_MS;
  if (run.endsAt !== null && programMs >= run.endsAt + graceMs) return orderReturn(turn, breakId, 'show-content');
  if (run.phase !== 'armed' || run.showing) return;
  if (programMs >= run.brk.startsAt - START_MS) showNext(turn, breakId);
}

/** A warm ad that does not start, or stops moving, is a failed ad. */
export function watchElement(turn: Turn, run: FilledRun): void {
  const { nowMs, config } = turn.state;
  if (run.phase === 'preparing') prepareElement(turn, run.brk.id);
  else if (run.phase === 'armed' && run.showing && nowMs - run.showing.atMs > LONGEST_START_MS)
    onAdFailed(turn, run.showing.adInstanceId, 'MEDIA_TIMEOUT', `no frame ${LONGEST_START_MS} ms after it was shown`);
  // While it is held it does not move, and nobody is to blame.
  else if (run.phase === 'playing' && nowMs - Math.max(run.movedAtMs, run.story?.heldAtMs ?? 0) > config.stallMs)
    onAdFailed(turn, run.current, 'MEDIA_STALLED', `no frame for ${config.stallMs} ms`);
}

function showNext(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (!isUp(run)) return;
  const next = run.ads.find(({ media, outcome }) => media.is === 'ready' && !outcome);
  if (!next) return orderReturn(turn, breakId, 'show-content');
  const { adInstanceId } = next.ad;
  if (expireAd(turn, next.ad, turn.state.nowMs)) {
    command(turn, { type: 'drop-ad', adInstanceId });
    return showNext(turn, breakId);
  }
  if (run.phase === 'armed')
    change(turn, run, { phase: 'armed', spans: [], showing: { adInstanceId, atMs: turn.state.nowMs } });
  command(turn, { type: 'show-ad', adInstanceId });
}

/** An ad that was only being prepared fell out: try the one after it. */
function goOn(turn: Turn, breakId: string): void {
  prepareElement(turn, breakId);
  const run = runOf(turn, breakId);
  if (run?.phase === 'preparing' && run.ads.every(({ outcome }) => outcome)) close(turn, run);
}

const isAhead = ({ media, outcome, shownMs }: AdRun): boolean =>
  !outcome && shownMs === 0 && (media.is === 'loading' || media.is === 'ready');

/** A break ahead of this one that has the elements, or still gives them back. */
function isBefore(other: BreakRun, { brk }: FilledRun): boolean {
  return filled(other)?.strategy === 'secondElement' && other.brk.startsAt < brk.startsAt;
}
