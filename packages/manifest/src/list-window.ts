import { edgeOf, endOf } from './dated-segment.js';
import type { DatedSegment } from './dated-segment.js';
import { locateCut } from './locate-cut.js';
import type { Cut } from './locate-cut.js';
import { isEncrypted } from './is-encrypted.js';
import type { PodSegment } from './pod-segments.js';
import type { Rendition } from './rendition.js';
import { addNumbers, shiftOf } from './retire-plan.js';
import type { AnchoredReturn, Numbers, StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';
import { writeAd, writeContent } from './write-segment.js';

/** One segment of the stitched window, with its numbers in the stitched playlist. */
export interface ListedSegment extends Numbers {
  /** EXT-X-DISCONTINUITY tags in front of it. */
  readonly discontinuities: number;
  /** Programme time, milliseconds. */
  readonly endsAt: number;
  /** Empty ones are none. */
  readonly lines: readonly string[];
}

/** The stitched window. */
export interface ListedWindow {
  readonly listed: readonly ListedSegment[];
  /** Content segments in the origin's window that ads stand for. */
  readonly replaced: readonly DatedSegment[];
  /** With what was learned. */
  readonly plans: readonly StitchPlan[];
}

/** Lays plans over a rendition's window, and numbers what is left by counting. */
export function listWindow(
  plans: readonly StitchPlan[],
  rendition: Rendition,
  window: readonly DatedSegment[],
): ListedWindow {
  const isKeyed = window.some(isEncrypted);
  const listed: ListedSegment[] = [];
  const learned: StitchPlan[] = [];
  const replaced: DatedSegment[] = [];
  let shift: Numbers = { sequence: 0, continuity: 0 }; // stitched number minus the origin's
  let returned: AnchoredReturn | null = null;
  let rest = window;

  const take = (before: number) => {
    const taken = rest.filter(({ sequence }) => sequence < before);
    rest = rest.slice(taken.length);
    return taken;
  };
  const listContent = (before: number) => {
    for (const segment of take(before)) {
      const isReturn = segment.sequence === returned?.sequence;
      listed.push({
        ...addNumbers(segment, shift),
        discontinuities: isReturn ? 1 : segment.discontinuities,
        endsAt: endOf(segment),
        lines: writeContent(segment, isReturn, shift.sequence !== 0),
      });
    }
  };

  for (const plan of plans) {
    if (plan.ads.length === 0) {
      shift = addNumbers(shift, shiftOf(plan, rendition));
      learned.push(plan);
      continue;
    }
    const located = locateCut(plan, rendition, window, returned);
    learned.push(located.plan);
    if (!located.cut) continue;
    const { anchor, pod } = located.cut;
    const { resume } = anchor;
    listContent(anchor.sequence);
    const touches = returned?.sequence === anchor.sequence ? 1 : 0; // the tag of the return that nothing came after
    const { from, to } = visiblePart(located.cut, located.plan, window, listed.length === 0);
    for (const [i, segment] of pod.slice(0, to).entries()) {
      if (i < from) continue;
      const { adCount, isFirst, endsAt } = segment;
      listed.push({
        ...addNumbers(addNumbers(anchor, shift), { sequence: i, continuity: adCount }),
        discontinuities: isFirst ? (adCount === 1 ? 1 + touches : 1) : 0,
        endsAt,
        lines: writeAd(segment, isFirst || listed.length === 0, isKeyed),
      });
    }
    replaced.push(...take(resume ? resume.sequence : Infinity));
    if (!resume) break;
    shift = addNumbers(shift, resume.shift);
    returned = resume;
  }
  listContent(Infinity);
  return { listed, replaced, plans: [...learned, ...plans.slice(learned.length)] };
}

/**
 * Which segments of the pod the window shows: from the first whose content has not left the origin's window, to the last
 * that the origin's edge has reached (all, once content is back). A playlist is never empty: it keeps the last one
 * reached, or shows the first one early.
 */
function visiblePart(
  { anchor: { sequence, resume }, pod }: Cut,
  plan: StitchPlan,
  window: readonly DatedSegment[],
  isAlone: boolean,
): { readonly from: number; readonly to: number } {
  const [first] = window;
  if (!first) return { from: 0, to: 0 };
  const count = (isIn: (segment: PodSegment) => boolean) => pod.filter(isIn).length;
  const to = resume ? pod.length : count(({ endsAt }) => endsAt <= edgeOf(window) + SAME_CUT_MS);
  const hasLeft = ({ endsAt }: PodSegment) => Math.min(endsAt, plan.endsAt) <= first.startsAt + SAME_CUT_MS;
  let from = 0;
  if (first.sequence > sequence) from = resume && first.sequence >= resume.sequence ? to : count(hasLeft);
  return resume || !isAlone || from < to ? { from, to } : { from: Math.max(0, to - 1), to: Math.max(1, to) };
}
