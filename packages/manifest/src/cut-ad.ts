import type { ProgramMs } from '@cutaway/model';
import type { AdMedia, AdRendition } from './ad-media.js';
import { referenceRendition } from './choose-rendition.js';
import { endPlan, hasReturned } from './plan-stitch.js';
import type { StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

/**
 * Cuts an ad of a plan short, at the first of its segment boundaries that is not published yet: what comes behind it moves up. `edge`
 * as for `endPlan`. The plan as it is where the whole ad is published, or content is back already.
 */
export function cutAd(plan: StitchPlan, adInstanceId: string, edge: ProgramMs | null): StitchPlan {
  const at = plan.ads.findIndex((ad) => ad.adInstanceId === adInstanceId);
  const ad = plan.ads[at];
  if (!ad || hasReturned(plan)) return plan;
  const startsAt = plan.ads.slice(0, at).reduce((sum, { durationMs }) => sum + durationMs, plan.startsAt);
  let lengthMs = 0;
  for (const { durationMs } of referenceRendition(ad)?.segments ?? []) {
    lengthMs += durationMs;
    if (startsAt + lengthMs >= (edge ?? -Infinity) - SAME_CUT_MS) break;
  }
  if (lengthMs >= ad.durationMs) return plan;
  const ads = plan.ads.map((one) => (one === ad ? shorten(ad, lengthMs) : one));
  return endPlan({ ...plan, ads }, plan.wantedEndsAt, edge);
}

function shorten(ad: AdMedia, lengthMs: number): AdMedia {
  const upTo = (rendition: AdRendition): AdRendition => {
    let startsAt = 0;
    const segments = rendition.segments.filter(({ durationMs }) => {
      const middle = startsAt + durationMs / 2;
      startsAt += durationMs;
      return middle < lengthMs;
    });
    return { ...rendition, segments: segments.length > 0 ? segments : rendition.segments.slice(0, 1) };
  };
  return { ...ad, durationMs: lengthMs, renditions: ad.renditions.map(upTo) };
}
