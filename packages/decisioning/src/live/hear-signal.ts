import type { Signal, WallMs } from '@cutaway/model';
import { isClosed } from './break-plan.js';
import { sharesName } from './merge-plan.js';
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
