import { type InsertPlan, isInsert, isInsertedAt } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { viewerOf } from '../policy/note-viewer.js';
import { type BreakRun, filled, isUp, type UpRun } from '../run/break-run.js';
import { isApart } from '../strategy.js';
import type { Turn } from '../turn.js';
import { endOf } from './end-of.js';
import { insertOf } from './stitch-break.js';

/** Near a cut means this close to it: a stall there is the ad's doing until proven otherwise. */
export const NEAR_MS = 2500;
/** Media runs this much longer or shorter than its playlist says, at most. */
const SLACK_MS = 10_000;

/** Content's time of a frame: it stands still while an inserted ad is on. */
export function contentTime({ state: { plans, player } }: Turn, programMs: ProgramMs): ProgramMs {
  if (!isInsertedAt(programMs)) return programMs;
  const plan = plans
    .filter(isInsert)
    .find(({ startsAt, endsAt }) => programMs >= startsAt - SLACK_MS && programMs < endsAt + SLACK_MS);
  // Frames of a text from before the stream was loaded anew may have no plan any more.
  return plan?.at ?? player.programMs ?? programMs;
}

/** True where the playhead is in a stitched break, or close to one of its cuts. */
export function isNear(turn: Turn, run: UpRun): boolean {
  const { player, plans, runs } = turn.state;
  const { programMs } = player;
  const plan = insertOf(turn, run);
  // Before the first frame only what lies first can be in its way.
  if (programMs === null)
    return plan
      ? plans.filter(isInsert).every(({ at }) => plan.at <= at)
      : !runs.some((other) => isInText(other) && other.brk.startsAt < run.brk.startsAt);
  const from = plan?.at ?? Math.min(...run.spans.map((span) => span.startsAt));
  return programMs >= from - NEAR_MS && programMs <= (plan?.at ?? endOf(run.spans)) + NEAR_MS;
}

/** Its ads lie in content's timeline, or did until they were found to be in the way. */
function isInText(run: BreakRun): boolean {
  const one = filled(run);
  return !!one && !isApart(one.strategy) && (isUp(one) || one.phase === 'returning');
}

/** Media time of the place where content goes on when this break is taken out of the text; null: nothing was shown yet. */
export function placeWithout(turn: Turn, run: UpRun): number | null {
  const { mediaMs } = turn.state.player;
  const plan = insertOf(turn, run);
  if (mediaMs === null || !plan) return mediaMs;
  if (run.phase !== 'playing') return placeWithoutPlan(turn, plan);
  const span = run.spans.find(({ adInstanceId }) => adInstanceId === run.current);
  return Math.max(0, mediaMs - (span ? span.startsAt - plan.startsAt + run.adMs : 0));
}

/**
 * The same by the last frame: the viewer may be among ads that nobody is told of, since he runs through them, or has seen them; or behind
 * them, on his way back.
 */
export function placeWithoutPlan({ state }: Turn, { at, startsAt, endsAt }: InsertPlan): number | null {
  const { mediaMs } = state.player;
  const { last } = viewerOf(state);
  if (mediaMs === null || !last) return mediaMs;
  const { frameMs, programMs } = last;
  const isIn = frameMs >= startsAt && frameMs < endsAt;
  const isBehind = programMs > at || frameMs === at;
  const lessMs = isIn ? frameMs - startsAt : isBehind ? endsAt - startsAt : 0;
  return Math.max(0, mediaMs - lessMs);
}
