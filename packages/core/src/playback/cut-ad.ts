import { cutAd, endPlan } from '@cutaway/manifest';
import type { AdMs, ErrorName } from '@cutaway/model';
import type { FailedSegment } from '../player-port.js';
import { type AdRun, isUp } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { addCause, amend, type Turn } from '../turn.js';
import { holds } from './follow-spans.js';
import { replan } from './slate.js';
import { planOf } from './stitch-break.js';

/**
 * A segment of a stitched ad did not come, and the player plays another in its place: the ad is cut where it is not published yet.
 * What is published stays on the screen, and then the next ad or content is. It has failed, which it hears once, when the
 * viewer comes to where the segment would have been: what comes before that is seen, and counts.
 */
export function onSegmentFailed(turn: Turn, { url, status }: FailedSegment): void {
  for (const run of turn.state.runs) {
    if (!isUp(run) || run.strategy !== 'stitch') continue;
    const one = run.ads.find(({ media, outcome }) => !outcome && media.is === 'ready' && holds(media.media, url));
    if (!one || one.fails) continue;
    const { adInstanceId } = one.ad;
    const { publishedEdge, player } = turn.state;
    const seen = status ?? (player.failedUrl?.url === url ? player.failedUrl.status : null) ?? 0;
    const name = nameOf(seen);
    addCause(turn, run.brk.id, name, `${url}: status ${seen}`, adInstanceId);
    changeAd(turn, adInstanceId, { fails: { atMs: placeOf(one, url), name } });
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

/** Where a segment is in its ad; an initialisation segment, at the beginning. */
function placeOf({ media }: AdRun, url: string): AdMs {
  const renditions = (media.is === 'ready' && media.media?.renditions) || [];
  for (const { segments } of renditions) {
    const at = segments.findIndex(({ uri }) => uri === url);
    if (at > 0) return segments.slice(0, at).reduce((ms, { durationMs }) => ms + durationMs, 0);
  }
  return 0;
}

/** 0: no answer in time. A status that is no error: the bytes were no media. */
function nameOf(status: number): ErrorName {
  if (status === 0) return 'MEDIA_TIMEOUT';
  return status >= 400 ? 'MEDIA_NOT_FOUND' : 'MEDIA_DECODE';
}
