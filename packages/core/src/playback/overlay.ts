import type { ProgramMs } from '@cutaway/model';
import { adIn, type FilledRun, isUp, onScreen, type PlayingRun, type UpRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { tellContent } from '../run/show.js';
import { changeAd, failAd, track } from '../run/track.js';
import { change, tell, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';

/** The UI has this long to say that the image is there. */
const LONGEST_LOAD_MS = 6000;

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
    if (span) changeAd(turn, run.current, { shownMs: programMs - span.startsAt });
    if (isOver || !span || programMs >= span.endsAt) endOverlay(turn, run, false);
  } else if (run.phase === 'armed' && !run.showing && ads[0]) {
    if (onScreen(turn.state.runs) || programMs < brk.startsAt) return;
    if (isOver) return close(turn, run);
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
      if (run.phase === 'playing') endOverlay(turn, run, true);
      return;
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
    adMs: 0,
    movedAtMs: nowMs,
    latencyBeforeMs: player.latencyMs,
  });
  changeAd(turn, adInstanceId, { shownMs: 1 });
  tell(turn, 'switch', { breakId: run.brk.id, to: 'overlay', adInstanceId, strategy: 'overlay' });
  track(turn, adInstanceId, { type: 'overlay-shown' });
}

function endOverlay(turn: Turn, run: PlayingRun, byViewer: boolean): void {
  const shownMs = Math.max(0, Math.round(adIn(run, run.current)?.shownMs ?? 0));
  track(turn, run.current, { type: 'overlay-closed', byViewer, shownMs });
  changeAd(turn, run.current, { outcome: byViewer ? 'skipped' : 'played' });
  tellContent(turn, run);
  close(turn, run);
}

/** An image that never says that it is there is given up. */
export function watchOverlay(turn: Turn, run: FilledRun): void {
  if (run.phase !== 'armed' || !run.showing || turn.state.nowMs - run.showing.atMs < LONGEST_LOAD_MS) return;
  failAd(turn, run.showing.adInstanceId, 'OVERLAY_TIMEOUT', `${LONGEST_LOAD_MS} ms`);
  close(turn, run);
}
