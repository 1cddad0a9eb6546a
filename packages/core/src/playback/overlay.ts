import type { ProgramMs } from '@cutaway/model';
import { adIn, type FilledRun, isUp, onScreen, type PlayingRun, type UpRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { tellContent } from '../run/show.js';
import { changeAd, failAd, track } from '../run/track.js';
import { change, runOf, tell, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';
import { isUnseen } from '../policy/unseen.js';

/** The UI has this long to say that the image is there. */
const LONGEST_LOAD_MS = 6000;
/** Content that is further from one frame to the next than time is, by more than this, or further back, was sought: that time nobody saw. */
const SEEK_MS = 1000;

/** It is there, so it has been shown for a while. */
const FIRST_MS = 1;

type OverlayIntent = Extract<ViewerIntent, { type: 'click' | 'close-overlay' | 'overlay-shown' | 'overlay-failed' }>;

/** The ad whose image is, or is to be, over the content. */
export function overlaidBy(run: UpRun): string | undefined {
  return run.phase === 'playing' ? run.current : run.showing?.adInstanceId;
}

/** An image over running content: it starts with the break and stays for its own duration. */
export function followOverlay(turn: Turn, run: FilledRun, programMs: ProgramMs): void {
  const { brk, endsAt, ads } = run;
  const isOver = endsAt !== null && programMs >= endsAt;
  if (run.phase === 'playing') {
    const [span] = run.spans;
    const isOutside = !span || programMs >= span.endsAt || programMs < span.startsAt - SEEK_MS;
    if (span) countShown(turn, run, programMs - span.startsAt);
    if (isOver || isOutside) endOverlay(turn, run, false);
  } else if (run.phase === 'armed' && !run.showing && ads[0]) {
    if (onScreen(turn.state.runs) || programMs < brk.startsAt) return;
    if (isOver) return close(turn, run);
    if (isUnseen(turn.state)) return;
    const showing = { adInstanceId: ads[0].ad.adInstanceId, atMs: turn.state.nowMs };
    change(turn, run, { phase: 'armed', spans: [], showing });
  }
}

/** The viewer, or the UI, said something about an overlay. */
export function onOverlayIntent(turn: Turn, intent: OverlayIntent): void {
  const { adInstanceId } = intent;
  const isMeant = (one: FilledRun | UpRun): one is UpRun => isUp(one) && overlaidBy(one) === adInstanceId;
  const run = turn.state.runs.find((one): one is UpRun => 'ads' in one && one.strategy === 'overlay' && isMeant(one));
  if (!run) return;
  switch (intent.type) {
    case 'overlay-shown':
      if (run.phase === 'armed') show(turn, run, adInstanceId);
      return;
    case 'overlay-failed':
      failAd(turn, adInstanceId, 'OVERLAY_TIMEOUT', intent.detail);
      return close(turn, run);
    case 'close-overlay':
      // Closed while it is being painted nobody saw it, and nothing failed.
      return run.phase === 'playing' ? endOverlay(turn, run, true) : close(turn, run);
    case 'click':
      track(turn, adInstanceId, { type: 'clicked' });
  }
}

function show(turn: Turn, run: UpRun, adInstanceId: string): void {
  const { nowMs, player } = turn.state;
  const startsAt = player.programMs ?? run.brk.startsAt;
  const durationMs = adIn(run, adInstanceId)?.ad.nonLinear?.durationMs ?? 0;
  change(turn, run, {
    phase: 'playing',
    spans: [{ adInstanceId, startsAt, endsAt: startsAt + durationMs }],
    current: adInstanceId,
    adMs: FIRST_MS,
    movedAtMs: nowMs,
    latencyBeforeMs: player.latencyMs,
  });
  changeAd(turn, adInstanceId, { shownMs: FIRST_MS });
  tell(turn, 'switch', { breakId: run.brk.id, to: 'overlay', adInstanceId, strategy: 'overlay' });
  track(turn, adInstanceId, { type: 'overlay-shown' });
}

/** By content's clock, which says where the overlay is in its time; what was jumped over, or covered by an ad, was not shown. */
function countShown(turn: Turn, run: PlayingRun, adMs: number): void {
  const { nowMs } = turn.state;
  const stepMs = adMs - run.adMs;
  change(turn, run, { ...run, adMs, movedAtMs: nowMs });
  const { shownMs = 0 } = adIn(run, run.current) ?? {};
  const isSeen = stepMs > 0 && stepMs <= nowMs - run.movedAtMs + SEEK_MS && !onScreen(turn.state.runs);
  if (isSeen) changeAd(turn, run.current, { shownMs: shownMs + stepMs });
}

export function endOverlay(turn: Turn, run: PlayingRun, byViewer: boolean): void {
  const { shownMs: shown = 0 } = adIn(runOf(turn, run.brk.id), run.current) ?? {};
  const shownMs = Math.round(shown);
  track(turn, run.current, { type: 'overlay-closed', byViewer, shownMs });
  changeAd(turn, run.current, { outcome: byViewer ? 'skipped' : 'played' });
  tellContent(turn, run);
  close(turn, run);
}

/** An image that never says that it is there is given up; one that an ad covers cannot be. */
export function watchOverlay(turn: Turn, run: FilledRun): void {
  if (run.phase !== 'armed' || !run.showing) return;
  const { nowMs, runs } = turn.state;
  if (onScreen(runs)) return change(turn, run, { showing: { ...run.showing, atMs: nowMs } });
  if (nowMs - run.showing.atMs < LONGEST_LOAD_MS) return;
  failAd(turn, run.showing.adInstanceId, 'OVERLAY_TIMEOUT', `${LONGEST_LOAD_MS} ms`);
  close(turn, run);
}
