import { type BreakRun, isUp, type UpRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { change, command, runOf, type Turn } from '../turn.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import { policiesOf } from './policies.js';

/** True while what came to the screen now would come before nobody, as far as the page is believed. */
export function isUnseen(state: SessionState): boolean {
  return state.player.hidden && policiesOf(state).onHidden !== 'ignore';
}

/** The ad that would begin waits for the viewer, and content with it: nobody hears of it before he is back. */
export function waitUnseen(turn: Turn, run: UpRun): void {
  const { nowMs: atMs, player } = turn.state;
  // What is told to appear is not late as long as it is not to begin.
  if (run.showing) change(turn, run, { showing: { ...run.showing, atMs } });
  // Held once: who lets it go on meanwhile listens, and sees no ad begin either.
  if (viewerOf(turn.state).hidden) return;
  change(turn, run, { latencyBeforeMs: run.latencyBeforeMs ?? player.latencyMs });
  // Before the first frame content is held back already, and one that has ended would begin anew.
  const isOurs = !player.held && run.brk.position !== 'pre' && player.playState !== 'ended';
  noteViewer(turn, { hidden: { atMs, isOurs, before: run.brk.id } });
  if (isOurs) command(turn, { type: 'pause' });
}

/** The break that waits for the viewer before its first ad. */
export function unseenRun(turn: Turn): UpRun | undefined {
  const { before } = viewerOf(turn.state).hidden ?? {};
  const run: BreakRun | undefined = before === undefined ? undefined : runOf(turn, before);
  return isUp(run) && run.phase === 'armed' ? run : undefined;
}
