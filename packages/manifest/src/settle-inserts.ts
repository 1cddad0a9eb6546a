import type { ProgramMs } from '@cutaway/model';
import { endOf, isDated, middleOf } from './dated-segment.js';
import type { DatedSegment } from './dated-segment.js';
import { isInsert } from './insert-plan.js';
import type { MediaPlaylist } from './media-playlist.js';
import type { StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

/**
 * The plans with each insertion on a segment boundary of this playlist: the one with the picture, once, before any rendition
 * is written. The others then cut at their boundary nearest to it.
 */
export function settleInserts<Plan extends StitchPlan>(
  plans: readonly Plan[],
  playlist: MediaPlaylist,
): readonly Plan[] {
  const segments = vodSegments(playlist);
  return plans.map((plan) => {
    const at = isInsert(plan) ? boundaryAt(segments, indexAt(segments, plan.at)) : null;
    return at === null ? plan : { ...plan, at };
  });
}

/** The segments of a VOD playlist; where it has no dates programme time is media time from `beginsAt`. */
export function vodSegments({ segments }: MediaPlaylist, beginsAt: ProgramMs = 0): readonly DatedSegment[] {
  let clock = beginsAt;
  return segments.map((segment) => {
    if (isDated(segment)) return segment;
    const startsAt = clock;
    clock += segment.durationMs;
    return { ...segment, startsAt };
  });
}

/** The segment that content goes on with: the boundary in front of it is the nearest. Their count: the end. */
export function indexAt(segments: readonly DatedSegment[], at: ProgramMs): number {
  const i = segments.findIndex((segment) => middleOf(segment) > at + SAME_CUT_MS);
  return i < 0 ? segments.length : i;
}

function boundaryAt(segments: readonly DatedSegment[], i: number): ProgramMs | null {
  const segment = segments[i];
  const last = segments[segments.length - 1];
  if (segment) return Math.round(segment.startsAt);
  return last ? Math.round(endOf(last)) : null;
}
