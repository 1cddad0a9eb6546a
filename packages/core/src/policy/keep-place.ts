import type { ProgramMs } from '@cutaway/model';
import type { Turn } from '../turn.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import { seekTo } from './seek-to.js';

/** A viewer of the live edge may come this much nearer to it, or lose as much while nothing moved. */
const MOVED_MS = 10_000;

/** Live content is about to be loaded anew, and begins at its edge then: who is further back is to come back to where he is now. */
export function keepPlace(turn: Turn): void {
  const { nowMs: atMs, live, player } = turn.state;
  if (live === false || player.programMs === null) return;
  noteViewer(turn, { kept: viewerOf(turn.state).kept ?? { programMs: player.programMs, atMs } });
}

/** Content shows its first frame since. True: it is elsewhere, and he is brought back. */
export function bringBack(turn: Turn, programMs: ProgramMs): boolean {
  const { nowMs, player } = turn.state;
  const { kept, windowStartsAt = -Infinity } = viewerOf(turn.state);
  if (!kept) return false;
  noteViewer(turn, { kept: undefined });
  const movedMs = programMs - kept.programMs - (nowMs - kept.atMs);
  const hasSought = (player.soughtAtMs ?? -Infinity) >= kept.atMs;
  if (movedMs <= MOVED_MS || hasSought || kept.programMs < windowStartsAt) return false;
  seekTo(turn, kept.programMs, true);
  return true;
}
