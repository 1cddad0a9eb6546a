import type { AdMs, ProgramMs } from '@cutaway/model';
import type { StitchPlan } from './stitch-plan.js';

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
