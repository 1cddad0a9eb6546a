import { onOverlayIntent } from '../playback/overlay.js';
import { adIn, onScreen, type PlayingRun } from '../run/break-run.js';
import { track } from '../run/track.js';
import { command, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';
import { leaveAd } from './leave-ad.js';
import { onAdEvent } from './on-ad-event.js';
import { onPart, tellClick } from './on-part.js';

/** Hears what the viewer wants. */
export function onIntent(turn: Turn, intent: ViewerIntent): void {
  const run = onScreen(turn.state.runs);
  switch (intent.type) {
    case 'skip':
      return run && skip(turn, run);
    case 'pause':
      return command(turn, { type: 'pause' });
    case 'resume':
      return command(turn, { type: 'play' });
    case 'ad-event':
      return onAdEvent(turn, intent);
    case 'part-shown':
    case 'part-clicked':
    case 'part-failed':
      return onPart(turn, intent);
    case 'click':
      tellClick(turn, intent.adInstanceId, null);
      if (run?.current === intent.adInstanceId) return track(turn, run.current, { type: 'clicked' });
      return onOverlayIntent(turn, intent);
    case 'close-overlay':
    case 'overlay-shown':
    case 'overlay-failed':
      return onOverlayIntent(turn, intent);
  }
}

/** Only an ad that may be skipped, and only from its skip offset on. */
function skip(turn: Turn, run: PlayingRun): void {
  const { current, adMs } = run;
  const one = adIn(run, current);
  if (!one || one.outcome || adMs < (one.ad.skipAfterMs ?? Infinity)) return;
  track(turn, current, { type: 'skipped' });
  leaveAd(turn, run);
}
