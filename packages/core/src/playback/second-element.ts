import type { ErrorName, ProgramMs } from '@cutaway/model';
import { filled, filledFacts, type AdRun, type BreakRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { finishAd, orderReturn } from '../run/show.js';
import { changeAd, failAd } from '../run/track.js';
import { command, putRun, runOf, type Turn } from '../turn.js';
import { elementFile } from './choose-strategy.js';

/** From `show-ad` to the first frame of a warm element: measured at 30 to 60 ms. */
const START_MS = 40;
/** An ad may run over the planned end by this much: elements start a little late, and a cut in the last half second helps nobody. */
const OVERRUN_MS = 500;
/** A warm element that shows no frame within this is given up. */
const LONGEST_START_MS = 1500;

/** Loads the next ad that nobody has touched, unless one is already waiting. */
export function prepareElement(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  const full = run === null ? null : filled(run);
  if (full === null || full.ads.some(isAhead)) return;
  const next = full.ads.find(({ media, outcome }) => media.is === 'waiting' && outcome === null);
  if (next === undefined) return;
  const { adInstanceId } = next.ad;
  const file = elementFile(next.ad, turn.state.player);
  if (file === null) {
    failAd(turn, breakId, adInstanceId, 'MEDIA_UNSUPPORTED', next.ad.mediaFiles.map(({ type }) => type).join(', '));
    return goOn(turn, breakId);
  }
  changeAd(turn, breakId, adInstanceId, { media: { is: 'loading' } });
  command(turn, { type: 'prepare-ad', adInstanceId, url: file.url, mime: file.type });
}

export function onAdReady(turn: Turn, adInstanceId: string): void {
  const run = runWith(turn, adInstanceId);
  if (run === null) return;
  if (run.phase !== 'preparing' && run.phase !== 'armed' && run.phase !== 'playing') return;
  changeAd(turn, run.brk.id, adInstanceId, { media: { is: 'ready', media: null } });
  const fresh = runOf(turn, run.brk.id);
  if (fresh?.phase === 'preparing') putRun(turn, { ...filledFacts(fresh), phase: 'armed', spans: [], showing: null });
}

/** The ad did not load, or stopped: the next one, else content. */
export function onAdFailed(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const run = runWith(turn, adInstanceId);
  if (run === null) return;
  const breakId = run.brk.id;
  failAd(turn, breakId, adInstanceId, name, detail);
  command(turn, { type: 'drop-ad', adInstanceId });
  const wasOn =
    (run.phase === 'playing' && run.current === adInstanceId) ||
    (run.phase === 'armed' && run.showing?.adInstanceId === adInstanceId);
  // One refusal of a second element is an answer about the device, not about the ad.
  if (name === 'ELEMENT_REFUSED' || name === 'AUTOPLAY_REFUSED') return orderReturn(turn, breakId, 'show-content');
  if (wasOn) showNext(turn, breakId);
  else goOn(turn, breakId);
}

/** The ad's media ran to its end. */
export function onAdEnded(turn: Turn, adInstanceId: string): void {
  const run = runWith(turn, adInstanceId);
  if (run?.phase !== 'playing' || run.current !== adInstanceId) return;
  finishAd(turn, run.brk.id, adInstanceId, 'ended');
  showNext(turn, run.brk.id);
}

/** Content's clock moved on: is it time to switch, or is the break over? */
export function followContent(turn: Turn, run: BreakRun, programMs: ProgramMs): void {
  const breakId = run.brk.id;
  const graceMs = run.earlyReturn || run.cancelled || run.phase !== 'playing' ? 0 : OVERRUN_MS;
  const isOver = run.endsAt !== null && programMs >= run.endsAt + graceMs;
  if (isOver && (run.phase === 'playing' || run.phase === 'armed' || run.phase === 'preparing'))
    return orderReturn(turn, breakId, 'show-content');
  if (run.phase !== 'armed' || run.showing !== null) return;
  const inMs = run.brk.startsAt - programMs - START_MS;
  if (inMs > 0) {
    if (inMs < 400) turn.effects.push({ type: 'wake', inMs });
    return;
  }
  showNext(turn, breakId);
}

/** A warm ad that does not start, or stops moving, is a failed ad. */
export function watchElement(turn: Turn, run: BreakRun): void {
  const { nowMs, config } = turn.state;
  if (run.phase === 'armed' && run.showing !== null && nowMs - run.showing.atMs > LONGEST_START_MS) {
    onAdFailed(turn, run.showing.adInstanceId, 'MEDIA_TIMEOUT', `no frame ${LONGEST_START_MS} ms after it was shown`);
  } else if (run.phase === 'playing' && nowMs - run.movedAtMs > config.stallMs) {
    onAdFailed(turn, run.current, 'MEDIA_STALLED', `no frame for ${config.stallMs} ms`);
  }
}

function showNext(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed' && run?.phase !== 'playing') return;
  const next = run.ads.find(({ media, outcome }) => media.is === 'ready' && outcome === null);
  if (next === undefined) return orderReturn(turn, breakId, 'show-content');
  const { adInstanceId } = next.ad;
  if (run.phase === 'armed') putRun(turn, { ...run, showing: { adInstanceId, atMs: turn.state.nowMs } });
  command(turn, { type: 'show-ad', adInstanceId });
}

/** An ad that was only being prepared fell out: try the one after it. */
function goOn(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run === null) return;
  prepareElement(turn, breakId);
  const full = filled(runOf(turn, breakId) ?? run);
  if (full?.phase === 'preparing' && full.ads.every(({ outcome }) => outcome !== null)) close(turn, breakId);
}

function runWith(turn: Turn, adInstanceId: string): BreakRun | null {
  return (
    turn.state.runs.find(
      (run) => run.brk.kind === 'linear' && filled(run)?.ads.some(({ ad }) => ad.adInstanceId === adInstanceId),
    ) ?? null
  );
}

const isAhead = ({ media, outcome, shownMs }: AdRun): boolean =>
  outcome === null && shownMs === 0 && (media.is === 'loading' || media.is === 'ready');
