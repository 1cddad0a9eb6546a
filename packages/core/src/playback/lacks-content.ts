import type { UpRun } from '../run/break-run.js';
import type { Turn } from '../turn.js';
import { endOf } from './end-of.js';
import { CONTENT_PATIENCE_MS } from './is-sought.js';
import { insertOf } from './stitch-break.js';

/** Sound and picture end, and segments meet, within this of each other. */
const ABOUT_MS = 150;

/**
 * A picture that stands still close to an ad, and what is loaded ends in content: the line is slow, and the ad has nothing to do with it.
 * False where the player does not say how much is loaded.
 */
export function lacksContent(turn: Turn, run: UpRun, stillMs: number): boolean {
  const { programMs, bufferMs } = turn.state.player;
  if (programMs === null || bufferMs === null || stillMs > CONTENT_PATIENCE_MS) return false;
  const loadedTo = programMs + bufferMs;
  const insert = insertOf(turn, run);
  const startsAt = insert?.at ?? Math.min(...run.spans.map((span) => span.startsAt));
  const isBefore = run.phase === 'armed' && loadedTo < startsAt - ABOUT_MS;
  // Content's clock stands still while an inserted ad is on.
  const isBehind = !insert && loadedTo > endOf(run.spans) - ABOUT_MS;
  return isBefore || isBehind;
}
