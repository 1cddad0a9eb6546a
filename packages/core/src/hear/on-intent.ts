import { onAdEnded } from '../playback/second-element.js';
import { onOverlayIntent } from '../playback/overlay.js';
import type { BreakRun } from '../run/break-run.js';
import { changeAd, track } from '../run/track.js';
import { command, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';

/** Hears what the viewer wants. */
export function onIntent(turn: Turn, intent: ViewerIntent): void {
  const run = turn.state.runs.find(
    (one): one is Extract<BreakRun, { phase: 'playing' }> => one.phase === 'playing' && one.strategy !== 'overlay',
  );
  if (intent.type === 'skip') return run === undefined ? undefined : skip(turn, run);
  if (intent.type === 'click' && run?.current === intent.adInstanceId)
    return track(turn, run.brk.id, run.current, { type: 'clicked' });
  onOverlayIntent(turn, intent);
}

/** Only an ad that may be skipped, and only from its skip offset on. */
function skip(turn: Turn, run: Extract<BreakRun, { phase: 'playing' }>): void {
  const adRun = run.ads.find(({ ad }) => ad.adInstanceId === run.current);
  const skipAfterMs = adRun?.ad.skipAfterMs ?? null;
  if (adRun === undefined || adRun.outcome !== null || skipAfterMs === null || run.adMs < skipAfterMs) return;
  track(turn, run.brk.id, run.current, { type: 'skipped' });
  changeAd(turn, run.brk.id, run.current, { outcome: 'skipped' });
  if (run.strategy === 'secondElement') return onAdEnded(turn, run.current);
  const span = run.spans.find(({ adInstanceId }) => adInstanceId === run.current);
  if (span !== undefined) command(turn, { type: 'seek-program', programMs: span.endsAt });
}
