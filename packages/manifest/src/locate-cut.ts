import type { ProgramMs } from '@cutaway/model';
import type { Segment } from './media-playlist.js';
import { podSegments } from './pod-segments.js';
import type { PodSegment } from './pod-segments.js';
import type { Rendition } from './rendition.js';
import { endPlan, movePlan } from './stitch-plan.js';
import type { Anchor, StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

/** A segment whose place in programme time is known. */
export type DatedSegment = Segment & { readonly startsAt: ProgramMs };

/** Where a plan cuts a rendition, and what it puts there. */
export interface Cut {
  readonly anchor: Anchor;
  readonly pod: readonly PodSegment[];
}

/** The plan with what this window taught about it. `cut` null: it changes nothing in this rendition, or not yet. */
export interface Located {
  readonly plan: StitchPlan;
  readonly cut: Cut | null;
}

/**
 * Finds where a plan cuts a window. A boundary is the nearest to a time if the middle of the segment behind it comes
 * after that time: this needs no neighbours, so every refresh finds the same. `from` is where the plan before it returned.
 */
export function locateCut(
  plan: StitchPlan,
  rendition: Rendition,
  window: readonly DatedSegment[],
  from: { readonly sequence: number; readonly continuity: number } | null,
): Located {
  if (plan.endsAt <= plan.startsAt) return { plan, cut: null };
  const known = plan.anchors[rendition.key];
  const started = known ? { plan, anchor: known } : locateStart(plan, rendition, window, from);
  if (!started) return { plan: alignAhead(plan, window), cut: null };
  const located = started.anchor.resume ? started : locateReturn(started.plan, started.anchor, rendition, window);
  const pod = podSegments(located.plan, rendition);
  if (pod.length === 0) return { plan: started.plan, cut: null };
  const { anchor } = located;
  if (anchor === known) return { plan: located.plan, cut: { anchor, pod } };
  const anchors = { ...located.plan.anchors, [rendition.key]: anchor };
  return { plan: { ...located.plan, anchors }, cut: { anchor, pod } };
}

interface Anchored {
  readonly plan: StitchPlan;
  readonly anchor: Anchor;
}

function locateStart(
  plan: StitchPlan,
  { kind }: Rendition,
  window: readonly DatedSegment[],
  from: { readonly sequence: number; readonly continuity: number } | null,
): Anchored | null {
  const floor = from?.sequence ?? -Infinity;
  const i = window.findIndex((s) => s.sequence >= floor && middleOf(s) > plan.startsAt + SAME_CUT_MS);
  const segment = window[i];
  if (!segment) return null;
  const { sequence } = segment;
  const continuity = from?.sequence === sequence ? from.continuity : segment.continuity - segment.discontinuities;
  const anchor = { kind, sequence, continuity, resume: null };
  const isSeen = i > 0 || sequence === floor || segment.startsAt <= plan.startsAt + SAME_CUT_MS;
  const other = anyAnchor(plan);
  if (!isSeen) {
    // Joined in the break: number as the others do, else as if all segments were alike.
    const guess = other ?? { sequence: sequence - countBetween(plan.startsAt, segment, window), continuity };
    return {
      plan,
      anchor: {
        ...anchor,
        sequence: clamp(guess.sequence, 0, sequence),
        continuity: Math.min(guess.continuity, continuity),
      },
    };
  }
  if (other || Math.abs(segment.startsAt - plan.startsAt) <= SAME_CUT_MS) return { plan, anchor };
  const isJump = segment.startsAt - plan.startsAt > segment.durationMs / 2 + SAME_CUT_MS && sequence !== floor;
  if (isJump && segment.startsAt > plan.startsAt + longest(window)) {
    // The programme's clock jumped into or over the break: there is nothing to replace.
    return { plan: { ...plan, endsAt: plan.startsAt, wantedEndsAt: plan.startsAt }, anchor };
  }
  return { plan: movePlan(plan, segment.startsAt), anchor };
}

/** A segment that holds the start in its second half is shown: the ads then begin at its end, in every rendition. */
function alignAhead(plan: StitchPlan, window: readonly DatedSegment[]): StitchPlan {
  const last = window[window.length - 1];
  const endsAt = last ? last.startsAt + last.durationMs : -Infinity;
  return endsAt > plan.startsAt + SAME_CUT_MS && !anyAnchor(plan) ? movePlan(plan, endsAt) : plan;
}

function locateReturn(
  before: StitchPlan,
  anchor: Anchor,
  rendition: Rendition,
  window: readonly DatedSegment[],
): Anchored {
  const after = window.filter(({ sequence }) => sequence >= anchor.sequence);
  const target = (before.returnedAt ?? before.endsAt) + SAME_CUT_MS;
  const i = after.findIndex((s, n) => middleOf(s) > target || isBackwardJump(after[n - 1], s));
  const segment = after[i];
  if (!segment) return { plan: before, anchor };
  const previous = after[i - 1];
  // A clock that jumps within the break ends it: what was reached by then is what is shown.
  const reached = previous ? previous.startsAt + previous.durationMs : null;
  const isJump =
    reached !== null && (reached < target - SAME_CUT_MS - segment.durationMs / 2 || isBackwardJump(previous, segment));
  const cutShort = isJump && reached !== null && before.returnedAt === null && reached < before.endsAt - SAME_CUT_MS;
  const plan = cutShort ? endPlan(before, reached, reached) : before;
  const adSegments = podSegments(plan, rendition).length;
  const isSeen = i > 0 || segment.sequence === anchor.sequence || segment.startsAt <= target;
  if (isSeen) {
    const resume = { sequence: segment.sequence, continuity: segment.continuity, adSegments };
    const returnedAt = plan.returnedAt ?? (isJump ? null : segment.startsAt);
    return { plan: { ...plan, returnedAt }, anchor: { ...anchor, resume } };
  }
  const other = anyReturn(plan);
  const continuity = segment.continuity - segment.discontinuities;
  const guess = other ?? { sequence: segment.sequence - countBetween(plan.endsAt, segment, window), continuity };
  const resume = {
    sequence: clamp(guess.sequence, anchor.sequence, segment.sequence),
    continuity: clamp(guess.continuity, anchor.continuity, continuity),
    adSegments,
  };
  return { plan, anchor: { ...anchor, resume } };
}

function middleOf(segment: DatedSegment): ProgramMs {
  return segment.startsAt + segment.durationMs / 2;
}

function isBackwardJump(previous: DatedSegment | undefined, segment: DatedSegment): boolean {
  return previous !== undefined && segment.startsAt < middleOf(previous);
}

/** How many segments fit between a time and a segment's start. */
function countBetween(at: ProgramMs, segment: DatedSegment, window: readonly DatedSegment[]): number {
  const meanMs = window.reduce((sum, { durationMs }) => sum + durationMs, 0) / window.length;
  return Math.round((segment.startsAt - at) / (meanMs || 1));
}

function longest(window: readonly DatedSegment[]): number {
  return window.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
}

function anyAnchor(plan: StitchPlan): Anchor | undefined {
  return plan.anchors[Object.keys(plan.anchors)[0] ?? ''];
}

function anyReturn(plan: StitchPlan): Anchor['resume'] {
  const key = Object.keys(plan.anchors).find((name) => plan.anchors[name]?.resume);
  return plan.anchors[key ?? '']?.resume ?? null;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
