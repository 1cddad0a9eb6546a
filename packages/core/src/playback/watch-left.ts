import { isInsert, type StitchPlan } from '@cutaway/manifest';
import { keepPlace } from '../policy/keep-place.js';
import type { BreakRun } from '../run/break-run.js';
import { amend, command, type Turn } from '../turn.js';
import { NEAR_MS, placeWithoutPlan } from './inserted.js';
import { CONTENT_PATIENCE_MS, isOrdered, isSought } from './is-sought.js';
import { hasElement } from './second-element.js';
import { planAnew } from './plan-anew.js';

/** Sound and picture end, and segments meet, within this of each other. */
const ABOUT_MS = 150;

/**
 * Ads of a break that is over lie in the text where they did: who comes to them again sees them, and nobody is told. What does not play
 * of them would hold him for ever, since no break is left that looks after it: it is taken out, and content goes on.
 */
export function watchLeft(turn: Turn): void {
  const { nowMs, config, player, plans, runs } = turn.state;
  const { movedAtMs, playState } = player;
  const stillMs = nowMs - (movedAtMs ?? nowMs);
  if (stillMs <= config.stallMs || playState === 'paused' || playState === 'ended') return;
  if (isOrdered(turn.state) || isSought(turn.state) || runs.some(isInTheWay)) return;
  const left = plans.find((plan) => !runs.some(({ brk }) => brk.id === plan.breakId) && isAt(turn, plan, stillMs));
  if (!left) return;
  const mediaMs = isInsert(left) ? placeWithoutPlan(turn, left) : null;
  if (isInsert(left)) amend(turn, { plans: plans.filter((plan) => plan !== left) });
  else {
    keepPlace(turn);
    planAnew(turn, left.breakId);
  }
  // What is loaded anew has its time.
  amend(turn, { player: { ...player, movedAtMs: nowMs, failedUrl: null } });
  command(turn, { type: 'reload-content', ...(mediaMs !== null && { mediaMs }) });
}

/** What has the screen, or gives it back, is looked after. */
const isInTheWay = (run: BreakRun): boolean =>
  hasElement(run) || (run.phase === 'playing' && run.strategy !== 'overlay') || run.phase === 'returning';

/** The picture stands in it, or close to it, with more loaded than content up to there. */
function isAt({ state: { player } }: Turn, plan: StitchPlan, stillMs: number): boolean {
  const { programMs, bufferMs } = player;
  if (programMs === null || plan.ads.length === 0) return false;
  const [from, to] = isInsert(plan) ? [plan.at, plan.at] : [plan.startsAt, plan.endsAt];
  if (programMs < from - NEAR_MS || programMs > to + NEAR_MS) return false;
  return bufferMs === null || stillMs > CONTENT_PATIENCE_MS || programMs + bufferMs >= from - ABOUT_MS;
}
