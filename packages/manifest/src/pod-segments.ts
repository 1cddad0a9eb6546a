import type { ProgramMs } from '@cutaway/model';
import type { AdMedia, AdRendition, AdSegment } from './ad-media.js';
import { adSpans } from './ad-spans.js';
import type { StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

/** One ad segment laid into programme time. */
export interface PodSegment {
  readonly segment: AdSegment;
  readonly rendition: AdRendition;
  /** From 1: how many ads of the plan have begun with this segment. */
  readonly adCount: number;
  readonly isFirst: boolean;
  /** What its EXT-X-PROGRAM-DATE-TIME says. */
  readonly startsAt: ProgramMs;
  /** Not after the end of its ad's span: a sound longer than its picture does not push the next ad. */
  readonly endsAt: ProgramMs;
}

/**
 * What a plan puts into one rendition, from its first ad segment to the last before `plan.endsAt`. An ad that the plan
 * shows has at least one segment in every rendition, so that all count the same discontinuities. A later end only adds.
 * Empty: the plan shows no ad, or one of them has nothing to choose.
 */
export function podSegments(plan: StitchPlan, choose: (ad: AdMedia) => AdRendition | null): readonly PodSegment[] {
  const pod: PodSegment[] = [];
  for (const [i, span] of adSpans(plan).entries()) {
    const ad = plan.ads[i];
    const rendition = ad && choose(ad);
    if (!rendition) return [];
    const adEndsAt = span.startsAt + ad.durationMs;
    let { startsAt } = span;
    for (const segment of rendition.segments) {
      const endsAt = Math.min(startsAt + segment.durationMs, adEndsAt);
      const isFirst = segment === rendition.segments[0];
      if (!isFirst && (Math.min(startsAt, adEndsAt) + endsAt) / 2 > plan.endsAt + SAME_CUT_MS) break;
      pod.push({ segment, rendition, adCount: i + 1, isFirst, startsAt, endsAt });
      startsAt += segment.durationMs;
    }
  }
  return pod;
}
