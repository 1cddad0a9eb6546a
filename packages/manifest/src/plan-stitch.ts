import type { ProgramMs } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import { referenceRendition } from './choose-rendition.js';
import { leastBy } from './least-by.js';
import { podSegments } from './pod-segments.js';
import type { StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

/** What is to be replaced by what. */
export interface BreakToStitch {
  readonly breakId: string;
  /** Not before what any rendition has already published (`edge` of `stitchWindow`). */
  readonly startsAt: ProgramMs;
  readonly endsAt: ProgramMs;
  /** Of `readAdMedia`, checked by `checkFits`. */
  readonly ads: readonly AdMedia[];
}

/**
 * Plans a break once; every rendition, refresh and node derives the same text from it. A pod longer than the break is
 * cut at its segment boundary nearest to the break's end; after a shorter one content returns.
 */
export function planStitch({ breakId, startsAt, endsAt, ads }: BreakToStitch): StitchPlan {
  const segments = ads.flatMap(({ renditions }) => renditions.flatMap((rendition) => rendition.segments));
  const targetSeconds = Math.max(0, ...segments.map(({ durationMs }) => Math.round(durationMs / 1000)));
  const plan = { breakId, endsAt: startsAt, wantedEndsAt: endsAt, ads, targetSeconds, anchors: {}, returnedAt: null };
  return movePlan({ ...plan, startsAt }, startsAt);
}

/**
 * Ends a break at another time than planned: early return, or extension up to the end of its ads. `edge` is the highest
 * `edge` that any rendition was given (null: nothing is published): what is published stays, so the end is never before
 * it. A plan that has already returned to content, was ended before its first ad, or is retired, comes back unchanged.
 */
export function endPlan(plan: StitchPlan, endsAt: ProgramMs, edge: ProgramMs | null): StitchPlan {
  const published = (edge ?? -Infinity) - SAME_CUT_MS;
  const isDropped = plan.endsAt <= plan.startsAt && published > plan.startsAt;
  if (plan.ads.length === 0 || isDropped || hasReturned(plan)) return plan;
  const open = podBoundaries(plan).filter((boundary) => boundary >= published);
  const nearest = leastBy(open, (boundary) => Math.abs(boundary - endsAt));
  return { ...plan, endsAt: nearest ?? plan.endsAt, wantedEndsAt: endsAt };
}

/** True once a rendition was given content after the ads: the end can no longer move. */
export function hasReturned({ anchors }: StitchPlan): boolean {
  return Object.values(anchors).some(({ resume }) => resume);
}

/** The plan with its ads laid from another time. Only while nothing of it is published. */
export function movePlan(plan: StitchPlan, startsAt: ProgramMs): StitchPlan {
  return endPlan({ ...plan, startsAt: Math.round(startsAt) }, plan.wantedEndsAt, null);
}

/** Every time at which the pod may be cut: its start, and the end of each segment of the reference renditions. */
function podBoundaries(plan: StitchPlan): readonly ProgramMs[] {
  const pod = podSegments({ ...plan, endsAt: Infinity }, referenceRendition);
  return [plan.startsAt, ...pod.map(({ endsAt }) => endsAt)];
}
