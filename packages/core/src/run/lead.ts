import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import type { FilledRun } from './break-run.js';

/** From `show-ad` to the first frame of a warm element: measured at 30 to 60 ms. */
const START_MS = 40;
/** An element that changes its source, before the session has seen it do so. */
const COLD_MS = 80;
/** The changes that follow, from ad to ad and back, make content late: a part of it is made good here, a frame or two ahead of the break. */
const MADE_GOOD_MS = 40;
/** Who takes longer than this was held up: of content no more than this is left out ahead of a break. */
const MOST_COLD_MS = 240;

/**
 * So long before its place the first ad of a break is ordered, in milliseconds. In a live break that content leaves its element for, the ad is to
 * be there when the break begins, and to end with it: as long before as this device took so far, and a little. Content that waits is left at
 * its frame.
 */
export function leadMs({ coldMs = COLD_MS }: SessionState, { strategy, insert }: FilledRun): number {
  return strategy === 'reattach' && !insert ? coldMs : START_MS;
}

/** Content left its element for an ad. `gapMs`: how long its last frame stayed; null: nobody knows. */
export function noteColdStart(turn: Turn, gapMs: number | null): void {
  if (gapMs === null) return;
  const { coldMs = COLD_MS } = turn.state;
  amend(turn, { coldMs: Math.min(MOST_COLD_MS, Math.round((coldMs + gapMs + MADE_GOOD_MS) / 2)) });
}
