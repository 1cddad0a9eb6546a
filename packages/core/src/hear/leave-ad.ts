import { insertOf } from '../playback/stitch-break.js';
import { onAdEnded } from '../playback/second-element.js';
import { seekTo } from '../policy/seek-to.js';
import type { PlayingRun } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { isApart } from '../strategy.js';
import type { Turn } from '../turn.js';

/** The viewer is done with the ad on the screen: the next one, else content. */
export function leaveAd(turn: Turn, run: PlayingRun): void {
  const { current, strategy, spans } = run;
  changeAd(turn, current, { outcome: 'skipped' });
  if (isApart(strategy)) return onAdEnded(turn, current);
  const span = spans.find(({ adInstanceId }) => adInstanceId === current);
  if (!span) return;
  const plan = insertOf(turn, run);
  const isLast = span === spans[spans.length - 1];
  seekTo(turn, plan && isLast ? plan.at : span.endsAt);
}
