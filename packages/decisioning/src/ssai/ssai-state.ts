import { endPlan, planStitch, type AdMedia, type StitchPlan } from '@cutaway/manifest';
import type { Break, Pod, ProgramMs } from '@cutaway/model';
import { initialBreaks, type BreaksState } from '@cutaway/signals';
import type { HlsReading } from '@cutaway/signals/dialects';

/** One break of a session. `endsAt` null: open-ended. */
export type SsaiRun = {
  readonly brk: Break;
  readonly endsAt: ProgramMs | null;
} & (
  | { readonly phase: 'preparing' }
  /** Its plan is among the plans of the session. */
  | { readonly phase: 'stitched'; readonly filling: Filling }
  /** Content goes through: no ad, no media, no room, or cancelled. */
  | { readonly phase: 'passed'; readonly errorUrls: readonly string[] }
);

/** What a break is filled with: only ads whose media is known good. */
export interface Filling {
  readonly pod: Pod;
  /** As the plan has it, which is what the player is told. */
  readonly media: readonly AdMedia[];
  /** Where the segments really are, in the same order. */
  readonly sources: readonly AdMedia[];
  readonly errorUrls: readonly string[];
}

/** What a session knows about its channel. Plain data. */
export interface SsaiState {
  readonly breaks: BreaksState;
  /** What is kept of each playlist between its refreshes. */
  readonly readings: ReadonlyMap<string, HlsReading>;
  /** The newest breaks, in order of announcement. */
  readonly runs: readonly SsaiRun[];
  readonly plans: readonly StitchPlan[];
  /** Programme time up to which any rendition is published; null: nothing is. */
  readonly edge: ProgramMs | null;
}

export const initialSsaiState: SsaiState = {
  breaks: initialBreaks(),
  readings: new Map(),
  runs: [],
  plans: [],
  edge: null,
};

/** Less room than this is not worth a switch: about one short segment. */
const LEAST_ROOM_MS = 1500;

/** The media of a break is known, or known not to be had (`filling.media` is empty): plan it, or let content through. */
export function fillBreak(state: SsaiState, breakId: string, filling: Filling): SsaiState {
  const run = state.runs.find((one) => one.brk.id === breakId);
  if (run?.phase !== 'preparing') return state; // cancelled, or dropped as too old
  const { brk, endsAt: wantedEnd } = run;
  const startsAt = Math.max(brk.startsAt, state.edge ?? 0, ...state.plans.map((plan) => plan.endsAt));
  const podMs = filling.media.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const endsAt = wantedEnd ?? startsAt + podMs;
  if (podMs === 0 || endsAt - startsAt < LEAST_ROOM_MS)
    return withRun(state, { brk, endsAt, phase: 'passed', errorUrls: filling.errorUrls });
  const plan = planStitch({ breakId, startsAt, endsAt, ads: filling.media });
  return withRun({ ...state, plans: [...state.plans, plan] }, { brk, endsAt, phase: 'stitched', filling });
}

/** A break ends elsewhere than it was said: early return, or extension. What is published stays. */
export function moveEnd(state: SsaiState, breakId: string, endsAt: ProgramMs | null): SsaiState {
  const run = state.runs.find((one) => one.brk.id === breakId);
  if (run === undefined || endsAt === null) return state;
  const plans = state.plans.map((plan) => (plan.breakId === breakId ? endPlan(plan, endsAt, state.edge) : plan));
  return withRun({ ...state, plans }, { ...run, endsAt });
}

/** A break says something new of itself. A start that moves takes its ads along while nothing of them is published. */
export function updateBreak(state: SsaiState, brk: Break, endsAt: ProgramMs | null): SsaiState {
  const run = state.runs.find((one) => one.brk.id === brk.id);
  if (run === undefined) return state;
  const plan = state.plans.find((one) => one.breakId === brk.id);
  const hasMoved = run.phase === 'stitched' && run.brk.startsAt !== brk.startsAt;
  if (!hasMoved || plan === undefined || (state.edge ?? -Infinity) > plan.startsAt)
    return moveEnd(withRun(state, { ...run, brk }), brk.id, endsAt);
  const plans = state.plans.filter((one) => one !== plan);
  return fillBreak(withRun({ ...state, plans }, { brk, endsAt, phase: 'preparing' }), brk.id, run.filling);
}

/** A break does not happen: forgotten where nothing of it is published, ended at once where it is. */
export function cancelBreak(state: SsaiState, breakId: string): SsaiState {
  const run = state.runs.find((one) => one.brk.id === breakId);
  if (run === undefined) return state;
  const { edge } = state;
  const plan = state.plans.find((one) => one.breakId === breakId);
  if (plan !== undefined && edge !== null && edge > plan.startsAt) return moveEnd(state, breakId, edge);
  const plans = state.plans.filter((one) => one !== plan);
  return withRun({ ...state, plans }, { brk: run.brk, endsAt: run.endsAt, phase: 'passed', errorUrls: [] });
}

/** The state with a run in the place of the one of the same break. */
function withRun(state: SsaiState, run: SsaiRun): SsaiState {
  return { ...state, runs: state.runs.map((one) => (one.brk.id === run.brk.id ? run : one)) };
}
