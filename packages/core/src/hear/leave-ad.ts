import { onAdEnded } from '../playback/second-element.js';
import { seekTo } from '../policy/seek-to.js';
import type { PlayingRun } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import type { Turn } from '../turn.js';

/** The viewer is done with the ad on the screen: the next one, else content. */
export function leaveAd(turn: Turn, { current, strategy, spans }: PlayingRun): void {
  changeAd(turn, current, { outcome: 'skipped' });
  if (strategy === 'secondElement') return onAdEnded(turn, current);
  const span = spans.find(({ adInstanceId }) => adInstanceId === current);
  if (span) seekTo(turn, span.endsAt);
}
