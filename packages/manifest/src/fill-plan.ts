import type { ProgramMs } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import { endPlan, hasReturned } from './plan-stitch.js';
import type { StitchPlan } from './stitch-plan.js';

/** A break that is announced for hours is not filled with thousands of the same. */
const MOST_TIMES = 256;

/**
 * The plan with a filler behind its ads, as often as it takes to the end that was asked for: the last one is cut at the boundary
 * nearest to it. `edge` as for `endPlan`. The plan as it is where its ads reach that end, or content is back already.
 */
export function fillPlan(plan: StitchPlan, filler: AdMedia, edge: ProgramMs | null): StitchPlan {
  const { startsAt, wantedEndsAt, ads } = plan;
  const lengthMs = ads.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const missingMs = wantedEndsAt - startsAt - lengthMs;
  const times = Math.min(MOST_TIMES, Math.ceil((missingMs - 1) / filler.durationMs));
  if (!(times > 0) || hasReturned(plan)) return plan;
  const segments = filler.renditions.flatMap((rendition) => rendition.segments);
  const targetSeconds = Math.max(
    plan.targetSeconds,
    ...segments.map(({ durationMs }) => Math.round(durationMs / 1000)),
  );
  const more = Array.from({ length: times }, () => filler);
  return endPlan({ ...plan, ads: [...ads, ...more], targetSeconds }, wantedEndsAt, edge);
}
