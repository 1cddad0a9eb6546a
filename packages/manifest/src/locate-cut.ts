import type { ProgramMs } from '@cutaway/model';
import { chooseRendition } from './choose-rendition.js';
import { endOf, middleOf } from './dated-segment.js';
import type { DatedSegment } from './dated-segment.js';
import { endPlan, movePlan } from './plan-stitch.js';
import { podSegments } from './pod-segments.js';
import type { PodSegment } from './pod-segments.js';
import type { Rendition } from './rendition.js';
import type { Anchor, Numbers, StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

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

interface Started {
  readonly plan: StitchPlan;
  readonly anchor: Anchor | null;
}

/**
 * Finds where a plan cuts a window. A boundary is the nearest to a time if the middle of the segment behind it comes
 * after that time: this needs no neighbours, so every refresh finds the same. `from` is where the plan before it returned.
 */
export function locateCut(
  plan: StitchPlan,
  rendition: Rendition,
  window: readonly DatedSegment[],
  from: Numbers | null,
): Located {
  if (plan.endsAt <= plan.startsAt) return { plan, cut: null };
  const known = plan.anchors[rendition.key];
  const started = known ? { plan, anchor: known } : locateStart(plan, rendition, window, from);
  if (!started.anchor) return { plan: started.plan, cut: null };
  const located = locateReturn(started.plan, started.anchor, rendition, window);
  if (located.cut.pod.length === 0) return { plan: started.plan, cut: null };
  const anchors = { ...located.plan.anchors, [rendition.key]: located.cut.anchor };
  return { plan: { ...located.plan, anchors }, cut: located.cut };
}

function locateStart(
  plan: StitchPlan,
  { kind }: Rendition,
  window: readonly DatedSegment[],
  from: Numbers | null,
): Started {
  const { startsAt } = plan;
  const floor = from ? from.sequence : -1;
  const [other] = Object.values(plan.anchors);
  const i = window.findIndex((s) => s.sequence >= floor && middleOf(s) > startsAt + SAME_CUT_MS);
  const segment = window[i];
  const last = window[window.length - 1];
  if (!segment) {
    // A segment that holds the start in its second half is shown: the ads then begin at its end, in every rendition.
    const isHeld = last && !other && endOf(last) > startsAt + SAME_CUT_MS;
    return { plan: isHeld ? movePlan(plan, endOf(last)) : plan, anchor: null };
  }
  const { sequence } = segment;
  const lateMs = segment.startsAt - startsAt;
  const own = { sequence, continuity: from?.sequence === sequence ? from.continuity : countBefore(segment) };
  const isSeen = i > 0 || sequence === floor || lateMs <= SAME_CUT_MS;
  const numbers = isSeen ? own : guessNumbers(other, own, { sequence: 0, continuity: 0 }, lateMs, window);
  const anchor = { ...numbers, kind, resume: null };
  if (!isSeen || other || Math.abs(lateMs) <= SAME_CUT_MS) return { plan, anchor };
  if (sequence !== floor && lateMs > Math.max(...window.map(({ durationMs }) => durationMs))) {
    // The programme's clock jumped into or over the break: there is nothing to replace.
    return { plan: { ...plan, endsAt: startsAt, wantedEndsAt: startsAt }, anchor };
  }
  return { plan: movePlan(plan, segment.startsAt), anchor };
}

function locateReturn(
  before: StitchPlan,
  anchor: Anchor,
  rendition: Rendition,
  window: readonly DatedSegment[],
): { readonly plan: StitchPlan; readonly cut: Cut } {
  const chosen = (ad: StitchPlan['ads'][number]) => chooseRendition(ad, rendition);
  const after = window.filter(({ sequence }) => sequence >= anchor.sequence);
  const target = (before.returnedAt ?? before.endsAt) + SAME_CUT_MS;
  const isBackward = (n: number, s: DatedSegment) => n > 0 && s.startsAt < middleOf(after[n - 1] ?? s);
  const i = after.findIndex((s, n) => middleOf(s) > target || isBackward(n, s));
  const segment = after[i];
  if (anchor.resume || !segment) return { plan: before, cut: { anchor, pod: podSegments(before, chosen) } };
  const { sequence, continuity, startsAt } = segment;
  const previous = after[i - 1];
  // A clock that jumps within the break ends it: what was reached by then is what is shown.
  const reached = previous ? endOf(previous) : Infinity;
  const isJump = reached < target - SAME_CUT_MS - segment.durationMs / 2 || isBackward(i, segment);
  const isCutShort = isJump && before.returnedAt === null && reached < before.endsAt - SAME_CUT_MS;
  const plan = isCutShort ? endPlan(before, reached, reached) : before;
  const pod = podSegments(plan, chosen);
  const isSeen = i > 0 || sequence === anchor.sequence || startsAt <= target;
  const other = Object.values(plan.anchors).find(({ resume }) => resume)?.resume;
  const own = { sequence, continuity: countBefore(segment) };
  const numbers = isSeen ? { sequence, continuity } : guessNumbers(other, own, anchor, startsAt - plan.endsAt, window);
  const shift = {
    sequence: pod.length - numbers.sequence + anchor.sequence,
    continuity: (pod[pod.length - 1]?.adCount ?? 0) + 1 - numbers.continuity + anchor.continuity,
  };
  const returnedAt = plan.returnedAt ?? (isSeen && !isJump ? startsAt : null);
  return { plan: { ...plan, returnedAt }, cut: { anchor: { ...anchor, resume: { ...numbers, shift } }, pod } };
}

/** Discontinuities up to a segment, the ones right in front of it not counted. */
function countBefore({ continuity, discontinuities }: DatedSegment): number {
  return continuity - discontinuities;
}

/** The numbers of a boundary that left the window unseen: as another rendition has them, else as if all segments were alike. */
function guessNumbers(
  other: Numbers | null | undefined,
  most: Numbers,
  least: Numbers,
  lateMs: ProgramMs,
  window: readonly DatedSegment[],
): Numbers {
  const meanMs = window.reduce((sum, { durationMs }) => sum + durationMs, 0) / window.length;
  const guess = other ?? { ...most, sequence: most.sequence - Math.round(lateMs / meanMs) };
  const clamp = (key: keyof Numbers) => Math.min(Math.max(guess[key], least[key]), most[key]);
  return { sequence: clamp('sequence'), continuity: clamp('continuity') };
}
