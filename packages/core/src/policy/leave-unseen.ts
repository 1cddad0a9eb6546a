import { endOf } from '../playback/end-of.js';
import type { UpRun } from '../run/break-run.js';
import { command, type Turn } from '../turn.js';
import { isElsewhere, leaveBehind } from './leave-break.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import { policiesOf } from './policies.js';
import { unseenRun } from './unseen.js';

/**
 * On each tick: a page may stay hidden, or be taken for hidden by a host that never says that it is back. So an ad waits for nobody for
 * ever. Live goes on behind its break once that is over there, anything else after the ads once the wait is stale (R42).
 */
export function tickUnseen(turn: Turn): void {
  const { hidden } = viewerOf(turn.state);
  const run = unseenRun(turn);
  if (!hidden || !run || turn.state.nowMs - hidden.atMs <= waitsMs(turn, run, hidden.atMs)) return;
  noteViewer(turn, { hidden: undefined, ...(hidden.isOurs && { heldAtMs: undefined }) });
  if (!isElsewhere(turn, run)) leaveBehind(turn, run, 'stale');
  if (hidden.isOurs) command(turn, { type: 'play' });
}

/** How long a break waits before its first ad, from a moment on. */
function waitsMs({ state }: Turn, { insert, spans, endsAt }: UpRun, sinceMs: number): number {
  const { live, detached, player } = state;
  const overAt = spans.length > 0 ? endOf(spans) : endsAt;
  if (live === false || insert || overAt === null || player.programMs === null) return policiesOf(state).staleMs;
  return detached ? overAt - detached.programMs + detached.leftAtMs - sinceMs : overAt - player.programMs;
}
