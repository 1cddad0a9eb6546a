import { cutAd, endPlan } from '@cutaway/manifest';
import { vastCodeOf, type ErrorName } from '@cutaway/model';
import type { FailedSegment } from '../player-port.js';
import { isUp } from '../run/break-run.js';
import { changeAd, track } from '../run/track.js';
import { addCause, amend, type Turn } from '../turn.js';
import { holds } from './follow-spans.js';
import { replan } from './slate.js';
import { planOf } from './stitch-break.js';

/**
 * A segment of a stitched ad did not come, and the player plays another in its place: the ad has failed, which it hears once, and is
 * cut where it is not published yet. What is published stays on the screen, and then the next ad or content is.
 */
export function onSegmentFailed(turn: Turn, { url, status }: FailedSegment): void {
  for (const run of turn.state.runs) {
    if (!isUp(run) || run.strategy !== 'stitch') continue;
    const one = run.ads.find(({ media, outcome }) => !outcome && media.is === 'ready' && holds(media.media, url));
    if (!one) continue;
    const { adInstanceId } = one.ad;
    const { publishedEdge, player } = turn.state;
    const seen = status ?? (player.failedUrl?.url === url ? player.failedUrl.status : null) ?? 0;
    const name = nameOf(seen);
    const code = vastCodeOf(name);
    addCause(turn, run.brk.id, name, `${url}: status ${seen}`, adInstanceId);
    if (code !== null) track(turn, adInstanceId, { type: 'failed', vastError: code });
    changeAd(turn, adInstanceId, { outcome: 'failed' }); // its media stays known: it is on the screen up to the cut
    const plan = planOf(turn, run);
    // What repeats is no better the next time.
    if (one.isSlate) amend(turn, { slate: { is: 'failed' } });
    if (plan)
      replan(
        turn,
        run,
        plan,
        one.isSlate ? endPlan(plan, -Infinity, publishedEdge) : cutAd(plan, adInstanceId, publishedEdge),
      );
  }
}

/** 0: no answer in time. A status that is no error: the bytes were no media. */
function nameOf(status: number): ErrorName {
  if (status === 0) return 'MEDIA_TIMEOUT';
  return status >= 400 ? 'MEDIA_NOT_FOUND' : 'MEDIA_DECODE';
}
