import type { ProgramMs } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import { planStitch } from './plan-stitch.js';
import type { StitchPlan } from './stitch-plan.js';

/**
 * Ads that are inserted into VOD: content waits at `at`, and goes on there. Their own span (`startsAt` to `endsAt`) lies on
 * a clock of its own, before every date of content, so that no time means both an ad and content, or two ads.
 */
export interface InsertPlan extends StitchPlan {
  /** The place in content, programme time. Moves once, to the nearest boundary (`settleInserts`). */
  readonly at: ProgramMs;
}

/** What is to be inserted. */
export interface BreakToInsert {
  readonly breakId: string;
  /** Programme time; where the playlist has no dates, milliseconds of media from 0. Before content or after it: its ends. */
  readonly at: ProgramMs;
  /** Of `readAdMedia`, checked by `checkFits`. */
  readonly ads: readonly AdMedia[];
}

/** The ads' clock begins here, in 1900: content has no such dates, and media time without dates begins at 0. */
const ADS_BEGIN = -2_208_988_800_000;
/** Between two pods, so that media which runs longer than its playlist says is not taken for the next one. */
const APART_MS = 60_000;

/** Plans a break of VOD. `others`: the plans before it. Every rendition, and every later load, gets the same from it. */
export function planInsert({ breakId, at, ads }: BreakToInsert, others: readonly StitchPlan[]): InsertPlan {
  const last = Math.max(ADS_BEGIN - APART_MS, ...others.filter(isInsert).map(({ endsAt }) => endsAt));
  const startsAt = Math.ceil(last) + APART_MS;
  const lengthMs = ads.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return { ...planStitch({ breakId, startsAt, endsAt: startsAt + lengthMs, ads }), at };
}

/** True for ads that content waits for, false for those that replace it. */
export function isInsert(plan: StitchPlan): plan is InsertPlan {
  return 'at' in plan;
}
