import type { ProgramMs } from '@cutaway/model';
import type { AdRendition, AdSegment } from './ad-media.js';
import { chooseRendition } from './choose-rendition.js';
import type { Rendition } from './rendition.js';
import { adSpans } from './stitch-plan.js';
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
 */
export function podSegments(plan: StitchPlan, rendition: Rendition): readonly PodSegment[] {
  const pod: PodSegment[] = [];
  const spans = adSpans(plan);
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i];
    const ad = plan.ads[i];
    const chosen = ad ? chooseRendition(ad, rendition) : null;
    if (!span || !ad || !chosen) return [];
    const adEndsAt = span.startsAt + ad.durationMs;
    let startsAt = span.startsAt;
    for (const segment of chosen.segments) {
      const endsAt = Math.min(startsAt + segment.durationMs, adEndsAt);
      const isFirst = segment === chosen.segments[0];
      if (!isFirst && (Math.min(startsAt, adEndsAt) + endsAt) / 2 > plan.endsAt + SAME_CUT_MS) break;
      pod.push({ segment, rendition: chosen, adCount: i + 1, isFirst, startsAt, endsAt });
      startsAt += segment.durationMs;
    }
  }
  return pod;
}
