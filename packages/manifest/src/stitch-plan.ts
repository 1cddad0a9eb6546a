import type { AdMs, ProgramMs } from '@cutaway/model';
import type { AdMedia } from './ad-media.js';
import { referenceRendition } from './choose-rendition.js';
import type { RenditionKind } from './rendition.js';
import { SAME_CUT_MS } from './tolerance.js';

/** Where a plan cuts one rendition, in the origin's own numbers. Learned when seen, and kept after it left the window. */
export interface Anchor {
  readonly kind: RenditionKind;
  /** The first replaced segment. */
  readonly sequence: number;
  /** Discontinuities up to it, the ones right in front of it not counted. */
  readonly continuity: number;
  /** The first content segment after the ads; null: not seen yet. */
  readonly resume: AnchoredReturn | null;
}

/** Where content came back in one rendition, and how many ad segments went before it. */
export interface AnchoredReturn {
  readonly sequence: number;
  /** Discontinuities up to it, the ones right in front of it counted. */
  readonly continuity: number;
  readonly adSegments: number;
}

/** What a plan long over still adds to the numbers of a rendition. */
export interface NumberingShift {
  readonly kind: RenditionKind;
  readonly sequence: number;
  readonly continuity: number;
}

/** Which span of programme time is replaced by which ads. Plain data: it may be stored and sent. */
export interface StitchPlan {
  readonly breakId: string;
  /** Where the first ad begins. Moves once, to the nearest boundary, if the cut turns out not to be on one. */
  readonly startsAt: ProgramMs;
  /** Where the last ad ends: content returns at the nearest boundary. Lies on a boundary of the ads. */
  readonly endsAt: ProgramMs;
  /** The end that was asked for. */
  readonly wantedEndsAt: ProgramMs;
  readonly ads: readonly AdMedia[];
  /** EXT-X-TARGETDURATION must be at least this. */
  readonly targetSeconds: number;
  /** By rendition key. */
  readonly anchors: Readonly<Record<string, Anchor>>;
  /** The boundary where the first rendition returned: the others return at theirs nearest to it. */
  readonly returnedAt: ProgramMs | null;
  /** Not null: over, and only these numbers are left, by rendition key. */
  readonly retired: Readonly<Record<string, NumberingShift>> | null;
}

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
  const plan: StitchPlan = {
    breakId,
    startsAt: Math.round(startsAt),
    endsAt: startsAt,
    wantedEndsAt: endsAt,
    ads,
    targetSeconds: segments.reduce((most, { durationMs }) => Math.max(most, Math.round(durationMs / 1000)), 0),
    anchors: {},
    returnedAt: null,
    retired: null,
  };
  return endPlan(plan, endsAt, null);
}

/**
 * Ends a break at another time than planned: early return, or extension up to the end of its ads. `edge` is the highest
 * `edge` that any rendition was given (null: nothing is published): what is published stays, so the end is never before
 * it. A plan that has already returned to content, was ended before its first ad, or is retired, comes back unchanged.
 */
export function endPlan(plan: StitchPlan, endsAt: ProgramMs, edge: ProgramMs | null): StitchPlan {
  const isDropped = plan.endsAt <= plan.startsAt && edge !== null && edge > plan.startsAt + SAME_CUT_MS;
  if (plan.retired || isDropped || hasReturned(plan)) return plan;
  const floor = edge === null ? -Infinity : edge - SAME_CUT_MS;
  const open = podBoundaries(plan).filter((boundary) => boundary >= floor);
  const nearest = open.reduce(
    (best, boundary) => (Math.abs(boundary - endsAt) < Math.abs(best - endsAt) ? boundary : best),
    open[0] ?? plan.endsAt,
  );
  return { ...plan, endsAt: nearest, wantedEndsAt: endsAt };
}

/** True once a rendition was given content after the ads: the end can no longer move. */
export function hasReturned(plan: StitchPlan): boolean {
  return Object.keys(plan.anchors).some((key) => plan.anchors[key]?.resume !== null);
}

/** The plan with its ads laid from another time. Only while nothing of it is published. */
export function movePlan(plan: StitchPlan, startsAt: ProgramMs): StitchPlan {
  const moved = { ...plan, startsAt: Math.round(startsAt) };
  return endPlan(moved, plan.wantedEndsAt, null);
}

/** Where each ad lies in programme time. */
export interface AdSpan {
  readonly adInstanceId: string;
  readonly startsAt: ProgramMs;
  readonly endsAt: ProgramMs;
}

/** The ads that the plan shows, in order; the last one is cut at the plan's end. */
export function adSpans(plan: StitchPlan): readonly AdSpan[] {
  const spans: AdSpan[] = [];
  let startsAt = plan.startsAt;
  for (const { adInstanceId, durationMs } of plan.ads) {
    if (startsAt >= plan.endsAt - 1) break;
    spans.push({ adInstanceId, startsAt, endsAt: Math.min(startsAt + durationMs, plan.endsAt) });
    startsAt += durationMs;
  }
  return spans;
}

/** A place in an ad. */
export interface AdPlace {
  readonly breakId: string;
  readonly adInstanceId: string;
  /** From 0, in the plan's order. */
  readonly adIndex: number;
  readonly adMs: AdMs;
}

/** The ad at a programme time. null: content. */
export function placeAt(plans: readonly StitchPlan[], programMs: ProgramMs): AdPlace | null {
  for (const plan of plans) {
    const spans = adSpans(plan);
    const adIndex = spans.findIndex((span) => span.startsAt <= programMs && programMs < span.endsAt);
    const span = spans[adIndex];
    if (span)
      return { breakId: plan.breakId, adInstanceId: span.adInstanceId, adIndex, adMs: programMs - span.startsAt };
  }
  return null;
}

/** Every time at which the pod may be cut: its start, and the end of each segment of the reference renditions. */
function podBoundaries(plan: StitchPlan): readonly ProgramMs[] {
  const boundaries: ProgramMs[] = [plan.startsAt];
  let adStartsAt = plan.startsAt;
  for (const ad of plan.ads) {
    let at = adStartsAt;
    adStartsAt += ad.durationMs;
    const segments = referenceRendition(ad)?.segments ?? [];
    segments.forEach(({ durationMs }, i) => {
      at += durationMs;
      boundaries.push(i === segments.length - 1 ? adStartsAt : at);
    });
  }
  return boundaries;
}
