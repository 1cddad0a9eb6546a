import { locateCut } from './locate-cut.js';
import type { Cut, DatedSegment } from './locate-cut.js';
import type { Segment } from './media-playlist.js';
import type { PodSegment } from './pod-segments.js';
import type { Rendition } from './rendition.js';
import { shiftOf } from './retire-plan.js';
import type { StitchPlan } from './stitch-plan.js';
import { SAME_CUT_MS } from './tolerance.js';

interface Listed {
  /** Media sequence number in the stitched playlist. */
  readonly sequence: number;
  /** Absolute discontinuity counter in the stitched playlist. */
  readonly continuity: number;
  /** EXT-X-DISCONTINUITY tags in front of it. */
  readonly discontinuities: number;
}

/** One segment of the stitched window. */
export type ListedSegment =
  | (Listed & { readonly type: 'content'; readonly segment: DatedSegment; readonly isReturn: boolean })
  | (Listed & { readonly type: 'ad'; readonly pod: PodSegment });

/** The stitched window. */
export interface ListedWindow {
  readonly listed: readonly ListedSegment[];
  /** Content segments in the origin's window that ads stand for. */
  readonly replaced: readonly Segment[];
  /** With what was learned. */
  readonly plans: readonly StitchPlan[];
}

/** Lays plans over a rendition's window, and numbers what is left by counting. */
export function listWindow(
  plans: readonly StitchPlan[],
  rendition: Rendition,
  window: readonly DatedSegment[],
): ListedWindow {
  const listed: ListedSegment[] = [];
  const learned: StitchPlan[] = [];
  const replaced: Segment[] = [];
  const shift = { sequence: 0, continuity: 0 }; // stitched number minus the origin's
  let returned: Cut['anchor']['resume'] = null;
  let rest = window;

  const takeContent = (before: number) => {
    for (let segment; (segment = rest[0]) && segment.sequence < before; rest = rest.slice(1)) {
      const isReturn = segment.sequence === returned?.sequence;
      listed.push({
        type: 'content',
        segment,
        isReturn,
        sequence: segment.sequence + shift.sequence,
        continuity: segment.continuity + shift.continuity,
        discontinuities: isReturn ? 1 : segment.discontinuities,
      });
    }
  };

  for (const plan of plans) {
    const past = shiftOf(plan, rendition);
    if (past) {
      shift.sequence += past.sequence;
      shift.continuity += past.continuity;
      learned.push(plan);
      continue;
    }
    const located = locateCut(plan, rendition, window, returned);
    learned.push(located.plan);
    if (!located.cut) continue;
    const { anchor, pod } = located.cut;
    takeContent(anchor.sequence);
    const touches = returned?.sequence === anchor.sequence ? 1 : 0; // the tag of the return that nothing came after
    const { from, to } = visiblePart(located.cut, located.plan, window, listed.length === 0);
    pod.slice(from, to).forEach((segment, i) =>
      listed.push({
        type: 'ad',
        pod: segment,
        sequence: anchor.sequence + shift.sequence + from + i,
        continuity: anchor.continuity + shift.continuity + segment.adCount,
        discontinuities: segment.isFirst ? (segment.adCount === 1 ? 1 + touches : 1) : 0,
      }),
    );
    const { resume } = anchor;
    const back = resume?.sequence ?? Infinity;
    replaced.push(...rest.filter(({ sequence }) => sequence < back));
    rest = rest.filter(({ sequence }) => sequence >= back);
    if (!resume) break;
    const { sequence, continuity } = shiftOfCut(anchor, pod);
    shift.sequence += sequence;
    shift.continuity += continuity;
    returned = resume;
  }
  takeContent(Infinity);
  return { listed, replaced, plans: [...learned, ...plans.slice(learned.length)] };
}

/** What a finished cut adds to the numbers of all that comes after it. */
function shiftOfCut({ sequence, continuity, resume }: Cut['anchor'], pod: readonly PodSegment[]) {
  if (!resume) return { sequence: 0, continuity: 0 };
  const tags = (pod[pod.length - 1]?.adCount ?? 0) + 1;
  return {
    sequence: resume.adSegments - (resume.sequence - sequence),
    continuity: tags - (resume.continuity - continuity),
  };
}

/**
 * Which segments of the pod the window shows: from the first whose content has not left the origin's window, to the last
 * that the origin's edge has reached (all, once content is back). A playlist is never empty: it keeps the last one
 * reached, or shows the first one early.
 */
function visiblePart(
  { anchor, pod }: Cut,
  { endsAt }: StitchPlan,
  window: readonly DatedSegment[],
  isAlone: boolean,
): { readonly from: number; readonly to: number } {
  const first = window[0];
  const edge = window.reduce((latest, s) => Math.max(latest, s.startsAt + s.durationMs), -Infinity);
  const to = anchor.resume ? pod.length : pod.filter((segment) => segment.endsAt <= edge + SAME_CUT_MS).length;
  if (!first || first.sequence <= anchor.sequence) return { from: 0, to: Math.max(to, isAlone ? 1 : 0) };
  if (anchor.resume && first.sequence >= anchor.resume.sequence) return { from: to, to };
  const left = ({ endsAt: at }: PodSegment) => Math.min(at, endsAt) <= first.startsAt + SAME_CUT_MS;
  const from = pod.filter(left).length;
  if (anchor.resume || !isAlone || from < to) return { from, to };
  return { from: Math.max(0, to - 1), to: Math.max(1, to) };
}
