import { type InsertPlan, isInsert, type StitchPlan } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { type AdSpan, type BreakRun, type FilledRun, isUp } from '../run/break-run.js';
import { amend, change, runOf, type Turn } from '../turn.js';

/** Forgets a plan before any of it was published. False: it is too late for that. */
export function withdrawStitch(turn: Turn, run: BreakRun): boolean {
  const { plans, publishedEdge } = turn.state;
  const plan = planOf(turn, run);
  const published = run.insert && publishedEdge !== null ? Infinity : (publishedEdge ?? -Infinity);
  if (plan && published > plan.startsAt) return false;
  amend(turn, { plans: plans.filter((other) => other !== plan) });
  return true;
}

/** The plan of a break, once it is stitched. */
export function planOf({ state }: Turn, { brk }: BreakRun): StitchPlan | undefined {
  return state.plans.find(({ breakId }) => breakId === brk.id);
}

/** The plan of a break whose ads content waits for; null: they replace content, or are not stitched. */
export function insertOf(turn: Turn, run: BreakRun): InsertPlan | null {
  const plan = planOf(turn, run);
  return plan && isInsert(plan) ? plan : null;
}

/** Ends the spans at a time: for a stream that someone else stitches. */
export function clampSpans(turn: Turn, run: FilledRun, endsAt: ProgramMs): void {
  if (!isUp(run)) return;
  const spans = run.spans.filter((span) => span.startsAt < endsAt);
  const clamped = spans.map((span) => ({ ...span, endsAt: Math.min(span.endsAt, endsAt) }));
  setSpans(turn, run, clamped);
}

/** The ads of a break now lie here. */
export function setSpans(turn: Turn, { brk: { id } }: BreakRun, spans: readonly AdSpan[]): void {
  const run = runOf(turn, id);
  if (isUp(run)) change(turn, run, { spans });
}
