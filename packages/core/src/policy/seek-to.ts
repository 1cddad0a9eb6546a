import type { ProgramMs } from '@cutaway/model';
import { amend, command, type Turn } from '../turn.js';
import { noteViewer, viewerOf } from './note-viewer.js';

/** A seek of the session's own: it is not the viewer's, and no policy has anything to say of it. */
export function seekTo(turn: Turn, programMs: ProgramMs): void {
  const { nowMs: atMs } = turn.state;
  const { soughtAtMs: _, ...player } = turn.state.player;
  const { ordered } = viewerOf(turn.state);
  const fromMs = ordered?.fromMs ?? player.programMs ?? programMs;
  amend(turn, { player });
  noteViewer(turn, { ordered: { toMs: programMs, fromMs, atMs } });
  command(turn, { type: 'seek-program', programMs });
}
