import type { Signal, WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan } from './break-plan.js';
import { sharesName, type PlanNotice } from './merge-plan.js';
import { readHeard } from './notice-of-signal.js';
import type { PlanBook } from './plan-book.js';

/** Two clocks: ours, and the programme's on it. */
export interface SignalClock {
  readonly nowMs: () => WallMs;
  readonly toWallMs: (programMs: number) => WallMs;
}

/** What a signal of a channel's own stream does to its plans: the trigger that a planned break waits for. */
export function hearSignal(book: PlanBook, channel: string, signal: Signal, { nowMs, toWallMs }: SignalClock): void {
  const heard = readHeard(signal, toWallMs);
  if (heard === null) return;
  if (heard.type === 'start') {
    const { expectedStartMs, durationMs } = heard.notice;
    if (isEcho(book.list(channel), heard.notice) || isPast(heard.notice, nowMs())) return;
    const plan = book.notice(channel, heard.notice);
    // A splice that is still to come is a plan; one whose time has come is the break itself.
    if (expectedStartMs <= nowMs() && signal.type === 'break-start')
      book.tell(plan.id, { type: 'aired', atMs: expectedStartMs, durationMs });
    return;
  }
  const plan = book.list(channel).find((one) => !isClosed(one) && sharesName(one, heard));
  if (plan === undefined) return;
  if (heard.type === 'end') book.tell(plan.id, { type: 'ended', atMs: heard.atMs });
  else book.tell(plan.id, { type: 'cancelled', atMs: nowMs() });
}

/** Clocks of encoders differ so much, and no two breaks are so near. */
const SAME_START_MS = 2000;

/** A break that is closed stays in the playlist for a while, and its signal is said again with it. */
function isEcho(plans: readonly BreakPlan[], notice: PlanNotice): boolean {
  return plans.some(({ state, expectedStartMs, names }) => {
    if (state.phase !== 'over' && state.phase !== 'cancelled') return false;
    const startedMs = state.phase === 'over' ? (state.startedMs ?? expectedStartMs) : expectedStartMs;
    return sharesName({ names }, notice) && Math.abs(startedMs - notice.expectedStartMs) <= SAME_START_MS;
  });
}

/** Over before anybody heard of it. */
export const isPast = ({ expectedStartMs, durationMs }: PlanNotice, nowMs: WallMs): boolean =>
  durationMs !== null && expectedStartMs + durationMs <= nowMs;
