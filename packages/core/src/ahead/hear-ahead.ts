import { type BreakHint, hintSlotMs, type WallMs } from '@cutaway/model';
import { amend, draw, type Turn } from '../turn.js';
import { type KnownHint, NO_AHEAD, type ToldAhead } from './ahead-state.js';
import { readSeen } from './seen.js';

/** Hints that are remembered, the nearest first: each may have an answer. */
const MOST_HINTS = 8;
/** Where the player does not say how long its segments are. */
const SEGMENT_MS = 6000;
/** A list may leave out a break so long before it is due that is on: only before that it is cancelled. */
const ON_AIR_MS = 10_000;
const LEAST_REFRESH_MS = 1000;

/** What an answer or the storage says. Hints add to those that are known, a plan has them all. */
export function hear(turn: Turn, { hints, plan, seen }: ToldAhead): void {
  const { ahead = NO_AHEAD, nowMs } = turn.state;
  if (seen !== undefined) amend(turn, { ahead: { ...ahead, seen: readSeen(seen, ahead.seen) } });
  if (plan && plan.url !== ahead.plan?.url) {
    const refreshMs = Math.max(plan.refreshMs, LEAST_REFRESH_MS);
    const pollAtMs = Math.round(nowMs + refreshMs * draw(turn));
    amend(turn, { ahead: { ...(turn.state.ahead ?? ahead), plan: { ...plan, refreshMs }, pollAtMs, failures: 0 } });
  }
  if (hints) hearHints(turn, hints, false);
}

/** Breaks to come. `isAll`: what is not among them is cancelled, or on. */
export function hearHints(turn: Turn, hints: readonly BreakHint[], isAll: boolean): void {
  const { ahead = NO_AHEAD, nowMs } = turn.state;
  const heard = hints
    .filter(({ expiresAtMs }) => expiresAtMs > nowMs)
    .map((hint) => renew(turn, hint, ahead.hints.filter((one) => one.hint.planId === hint.planId)[0]));
  const isHeard = ({ hint }: KnownHint): boolean => heard.some((one) => one.hint.planId === hint.planId);
  const kept = ahead.hints.filter((one) => !isHeard(one) && (!isAll || nowMs >= one.hint.expectedStartMs - ON_AIR_MS));
  const all = [...kept, ...heard].sort((a, b) => a.hint.expectedStartMs - b.hint.expectedStartMs);
  amend(turn, { ahead: { ...(turn.state.ahead ?? ahead), hints: all.slice(0, MOST_HINTS) } });
}

/** The moment of the request stays as it is unless the window moves. */
function renew(turn: Turn, hint: BreakHint, known: KnownHint | undefined): KnownHint {
  if (known) {
    const { windowStartMs, windowMs } = known.hint;
    const isMoved = hint.windowStartMs !== windowStartMs || hint.windowMs !== windowMs;
    if (known.is !== 'waiting' || !isMoved) return { ...known, hint };
  }
  return { hint, askAtMs: slotOf(turn, hint), is: 'waiting' };
}

/** The session's own moment in the window; for who comes after it, a random one soon. */
function slotOf(turn: Turn, hint: BreakHint): WallMs {
  const { nowMs, sessionId, segmentMs = SEGMENT_MS } = turn.state;
  const slotMs = hintSlotMs(hint, sessionId);
  if (slotMs >= nowMs) return slotMs;
  const roomMs = Math.max(0, Math.min(1.5 * segmentMs, hint.expectedStartMs - nowMs));
  return Math.round(nowMs + roomMs * draw(turn));
}
