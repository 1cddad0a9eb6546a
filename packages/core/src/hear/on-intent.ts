import { onAdEnded } from '../playback/second-element.js';
import { onOverlayIntent } from '../playback/overlay.js';
import { adIn, onScreen, type PlayingRun } from '../run/break-run.js';
import { changeAd, track } from '../run/track.js';
import { command, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';

/** Hears what the viewer wants. */
export function onIntent(turn: Turn, intent: ViewerIntent): void {
  const run = onScreen(turn.state.runs);
  if (intent.type === 'skip') run && skip(turn, run);
  else if (intent.type === 'click' && run?.current === intent.adInstanceId)
    track(turn, run.current, { type: 'clicked' });
  else onOverlayIntent(turn, intent);
}

/** Only an ad that may be skipped, and only from its skip offset on. */
function skip(turn: Turn, run: PlayingRun): void {
  const { current, adMs, strategy, spans } = run;
  const one = adIn(run, current);
  if (!one || one.outcome || adMs < (one.ad.skipAfterMs ?? Infinity)) return;
  track(turn, current, { type: 'skipped' });
  changeAd(turn, current, { outcome: 'skipped' });
  if (strategy === 'secondElement') return onAdEnded(turn, current);
  const span = spans.find(({ adInstanceId }) => adInstanceId === current);
  if (span) command(turn, { type: 'seek-program', programMs: span.endsAt });
}
