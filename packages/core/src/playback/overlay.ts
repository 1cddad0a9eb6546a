import type { ProgramMs } from '@cutaway/model';
import { type BreakRun, filledFacts } from '../run/break-run.js';
import { close } from '../run/close.js';
import { changeAd, failAd, track } from '../run/track.js';
import { putRun, runOf, tell, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';

/** The UI has this long to say that the image is there. */
const LONGEST_LOAD_MS = 6000;

/** An image over running content: it starts with the break and stays for its own duration. */
export function followOverlay(turn: Turn, run: BreakRun, programMs: ProgramMs): void {
  const breakId = run.brk.id;
  if (run.phase === 'armed' && run.showing === null) {
    const first = run.ads[0]?.ad.adInstanceId;
    const isBusy = turn.state.runs.some((other) => other.phase === 'playing' && other.strategy !== 'overlay');
    if (first === undefined || isBusy || programMs < run.brk.startsAt) return;
    if (run.endsAt !== null && programMs >= run.endsAt) return close(turn, breakId);
    putRun(turn, { ...run, showing: { adInstanceId: first, atMs: turn.state.nowMs } });
  } else if (run.phase === 'playing') {
    changeAd(turn, breakId, run.current, { shownMs: programMs - (run.spans[0]?.startsAt ?? programMs) });
    if (run.spans.every(({ endsAt }) => programMs >= endsAt) || (run.endsAt !== null && programMs >= run.endsAt))
      endOverlay(turn, breakId, false);
  }
}

/** The viewer, or the UI, said something about an overlay. */
export function onOverlayIntent(turn: Turn, intent: Extract<ViewerIntent, { adInstanceId: string }>): void {
  const run = turn.state.runs.find(
    (one) =>
      (one.phase === 'armed' && one.showing?.adInstanceId === intent.adInstanceId) ||
      (one.phase === 'playing' && one.current === intent.adInstanceId),
  );
  if (run === undefined || (run.phase !== 'armed' && run.phase !== 'playing')) return;
  const breakId = run.brk.id;
  switch (intent.type) {
    case 'overlay-shown':
      return shown(turn, breakId, intent.adInstanceId);
    case 'overlay-failed':
      failAd(turn, breakId, intent.adInstanceId, 'OVERLAY_TIMEOUT', intent.detail);
      return close(turn, breakId);
    case 'close-overlay':
      return endOverlay(turn, breakId, true);
    case 'click':
      return track(turn, breakId, intent.adInstanceId, { type: 'clicked' });
  }
}

function shown(turn: Turn, breakId: string, adInstanceId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed' || run.strategy !== 'overlay') return;
  const startsAt = turn.state.player.programMs ?? run.brk.startsAt;
  const durationMs = run.ads.find(({ ad }) => ad.adInstanceId === adInstanceId)?.ad.nonLinear?.durationMs ?? 0;
  const { nowMs, player } = turn.state;
  const spans = [{ adInstanceId, startsAt, endsAt: startsAt + durationMs }];
  putRun(turn, {
    ...filledFacts(run),
    phase: 'playing',
    spans,
    current: adInstanceId,
    adMs: 0,
    movedAtMs: nowMs,
    latencyBeforeMs: player.latencyMs,
  });
  changeAd(turn, breakId, adInstanceId, { shownMs: 1 });
  tell(turn, 'switch', { atMs: nowMs, breakId, to: 'overlay', adInstanceId, strategy: 'overlay' });
  track(turn, breakId, adInstanceId, { type: 'overlay-shown' });
}

function endOverlay(turn: Turn, breakId: string, byViewer: boolean): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'playing') return;
  track(turn, breakId, run.current, { type: 'overlay-closed', byViewer });
  changeAd(turn, breakId, run.current, { outcome: byViewer ? 'skipped' : 'played' });
  tell(turn, 'switch', { atMs: turn.state.nowMs, breakId, to: 'content', adInstanceId: null, strategy: 'overlay' });
  close(turn, breakId);
}

/** An image that never says that it is there is given up. */
export function watchOverlay(turn: Turn, run: BreakRun): void {
  if (run.phase !== 'armed' || run.showing === null || turn.state.nowMs - run.showing.atMs < LONGEST_LOAD_MS) return;
  failAd(turn, run.brk.id, run.showing.adInstanceId, 'OVERLAY_TIMEOUT', `${LONGEST_LOAD_MS} ms`);
  close(turn, run.brk.id);
}
