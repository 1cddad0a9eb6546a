import type { FilledRun } from '../run/break-run.js';
import { reachedAtMs } from '../run/expire.js';
import { isShort } from '../run/is-short.js';
import type { Turn } from '../turn.js';

/** The last share of the time for preparing, in which an ad that still waits would be lost. */
const URGENT_SHARE = 1 / 2;

/**
 * The rule for the network before a break: while content has little buffer its segments come first, and no media of an ad is asked
 * for. That ends when the buffer has recovered, and at the latest when half of `mediaBudgetMs` is left until the ads are given up
 * or on the screen: a break that waits any longer is lost for certain, and a stall of content is only likely.
 */
export function mayPrefetch(turn: Turn, run: FilledRun): boolean {
  const { state } = turn;
  if (run.phase !== 'preparing' || !isShort(state)) return true;
  const leftMs = Math.min(run.deadlineMs, reachedAtMs(turn, run.brk.startsAt)) - state.nowMs;
  return leftMs <= state.config.mediaBudgetMs * URGENT_SHARE;
}
