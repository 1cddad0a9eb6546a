import { cutAd } from '@cutaway/manifest';
import { onAdEnded } from '../playback/second-element.js';
import { replan } from '../playback/slate.js';
import { insertOf, planOf } from '../playback/stitch-break.js';
import { edgeOf } from '../policy/detour.js';
import { viewerOf } from '../policy/note-viewer.js';
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
  const { live, publishedEdge } = turn.state;
  const { segmentMs = 0 } = viewerOf(turn.state);
  if (live !== false && span.endsAt > (edgeOf(turn) ?? Infinity) - segmentMs) {
    // What is not there yet cannot be gone to, and need not come: what the player was given of the ad is played.
    const plan = planOf(turn, run);
    return plan && replan(turn, run, plan, cutAd(plan, current, publishedEdge));
  }
  const plan = insertOf(turn, run);
  const isLast = span === spans[spans.length - 1];
  seekTo(turn, plan && isLast ? plan.at : span.endsAt);
}
