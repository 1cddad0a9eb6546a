import { adSpans, endPlan, planStitch, type StitchPlan } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { type AdSpan, filledFacts, type FilledRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { changeAd, track } from '../run/track.js';
import { addCause, putRun, runOf, type Turn } from '../turn.js';

/** Less room than this is not worth a switch: about one short segment. */
const LEAST_ROOM_MS = 1500;

/**
 * Commits a break to the stitch: from here on every playlist that the player loads holds it. What is already published stays,
 * so a late pod starts at the published edge and gives up the time that has passed.
 */
export function armStitch(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'preparing') return;
  const ready = run.ads.flatMap(({ media }) => (media.is === 'ready' && media.media !== null ? [media.media] : []));
  if (ready.length === 0) return close(turn, breakId);
  const podMs = ready.reduce((sum, media) => sum + media.durationMs, 0);
  const startsAt = Math.max(
    run.brk.startsAt,
    turn.state.publishedEdge ?? 0,
    ...turn.state.plans.map((plan) => plan.endsAt),
  );
  const endsAt = run.endsAt ?? startsAt + podMs;
  if (endsAt - startsAt < LEAST_ROOM_MS) {
    addCause(turn, breakId, 'BREAK_TOO_LATE', `${Math.round(endsAt - startsAt)} ms left`);
    return close(turn, breakId);
  }
  const plan = planStitch({ breakId, startsAt, endsAt, ads: ready });
  turn.state = { ...turn.state, plans: [...turn.state.plans, plan] };
  putRun(turn, { ...filledFacts(run), phase: 'armed', spans: adSpans(plan), showing: null });
  cutBeyond(turn, breakId);
}

/** Ads of the pod that the break has no room for hear 206. */
function cutBeyond(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed') return;
  for (const { ad, media } of run.ads) {
    const planned = run.spans.some((span) => span.adInstanceId === ad.adInstanceId);
    if (media.is !== 'ready' || planned) continue;
    addCause(turn, breakId, 'BREAK_SHORTENED', 'no room for this ad', ad.adInstanceId);
    track(turn, breakId, ad.adInstanceId, { type: 'cut' });
    changeAd(turn, breakId, ad.adInstanceId, { outcome: 'cut' });
  }
}

/** Moves the end of a stitched break: never before what the player was already given. */
export function moveStitchEnd(turn: Turn, breakId: string, wanted: ProgramMs): void {
  const plan = planOf(turn, breakId);
  if (plan === null) return;
  const moved = endPlan(plan, wanted, turn.state.publishedEdge);
  turn.state = { ...turn.state, plans: turn.state.plans.map((old) => (old === plan ? moved : old)) };
  setSpans(turn, breakId, adSpans(moved));
}

/** Forgets a plan before any of it was published. False: it is too late for that. */
export function withdrawStitch(turn: Turn, breakId: string): boolean {
  const plan = planOf(turn, breakId);
  if (plan === null) return true;
  if ((turn.state.publishedEdge ?? -Infinity) > plan.startsAt) return false;
  turn.state = { ...turn.state, plans: turn.state.plans.filter((other) => other !== plan) };
  return true;
}

export function planOf(turn: Turn, breakId: string): StitchPlan | null {
  return turn.state.plans.find((plan) => plan.breakId === breakId) ?? null;
}

/** Ends the spans at a time: for a stream that someone else stitches. */
export function clampSpans(turn: Turn, breakId: string, endsAt: ProgramMs): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'armed' && run?.phase !== 'playing') return;
  const spans = run.spans
    .filter((span) => span.startsAt < endsAt)
    .map((span) => ({ ...span, endsAt: Math.min(span.endsAt, endsAt) }));
  setSpans(turn, breakId, spans);
}

function setSpans(turn: Turn, breakId: string, spans: readonly AdSpan[]): void {
  const run = runOf(turn, breakId);
  if (run?.phase === 'armed' || run?.phase === 'playing') putRun(turn, { ...run, spans } as FilledRun);
}
