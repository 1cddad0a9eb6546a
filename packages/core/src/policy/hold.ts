import { onScreen, type PlayingRun } from '../run/break-run.js';
import { command, type Turn } from '../turn.js';
import { isElsewhere, leaveBreak } from './leave-break.js';
import { policiesOf } from './policies.js';
import { seekTo } from './seek-to.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import { unseenRun } from './unseen.js';

/** A system that hides an application pauses its media just before it says so: such a pause is not the viewer's. */
const SAME_MOMENT_MS = 500;

/** The picture is held or goes on, the page was hidden or is back. Told again and again: only a change means something. */
export function hearHold(turn: Turn): void {
  const { nowMs, player, runs } = turn.state;
  const { hidden, heldAtMs } = viewerOf(turn.state);
  const run = onScreen(runs);
  if (player.held && heldAtMs === undefined) {
    noteViewer(turn, { heldAtMs: nowMs });
    if (run && !player.hidden) noteViewer(turn, { heldIn: run.brk.id });
  }
  if (player.hidden && !hidden && run && policiesOf(turn.state).onHidden !== 'ignore') return hide(turn);
  if (!player.hidden && hidden) return comeBack(turn, nowMs - hidden.atMs, hidden.isOurs);
  if (player.held || heldAtMs === undefined) return;
  noteViewer(turn, { heldAtMs: undefined });
  if (!hidden && run) goOnAfter(turn, run, nowMs - heldAtMs);
}

/** The ad waits for the viewer (R39). */
function hide(turn: Turn): void {
  const { nowMs: atMs, player } = turn.state;
  const { heldAtMs = -Infinity } = viewerOf(turn.state);
  noteViewer(turn, { hidden: { atMs, isOurs: !player.held || atMs - heldAtMs < SAME_MOMENT_MS } });
  if (!player.held) command(turn, { type: 'pause' });
}

function comeBack(turn: Turn, awayMs: number, isOurs: boolean): void {
  const run = onScreen(turn.state.runs) ?? unseenRun(turn);
  noteViewer(turn, { hidden: undefined, ...(isOurs && { heldAtMs: undefined }) });
  const { onHidden, staleMs } = policiesOf(turn.state);
  const isThere = run && !isElsewhere(turn, run);
  // Where there is no live to go to, an ad that waits to begin has nothing of it to be left.
  const isLeft = onHidden === 'live' && (run?.phase === 'playing' || turn.state.live !== false);
  if (isThere && (awayMs > staleMs || isLeft)) leaveBreak(turn, run, 'stale');
  else if (isThere && run.phase === 'playing' && onHidden === 'restart') restartAd(turn, run);
  if (isOurs) command(turn, { type: 'play' });
}

/** Only an ad in the content's own timeline can begin anew. */
function restartAd(turn: Turn, { spans, current }: PlayingRun): void {
  const span = spans.filter(({ adInstanceId }) => adInstanceId === current)[0];
  if (span) seekTo(turn, span.startsAt);
}

/** After a long pause live has moved far on. */
function goOnAfter(turn: Turn, run: PlayingRun, heldMs: number): void {
  const { longPauseMs } = policiesOf(turn.state);
  if (turn.state.live !== false && longPauseMs !== null && heldMs > longPauseMs) leaveBreak(turn, run, 'long-pause');
}
