import type { ProgramMs } from '@cutaway/model';
import { amend, command, type Turn } from '../turn.js';
import { noteViewer, viewerOf } from './note-viewer.js';

/** An ordered seek that no frame confirms within this was not done. */
export const ARRIVES_WITHIN_MS = 5000;
/** Who has watched for so long where he wanted to be is not brought back to a break any more. */
const LEAVES_WITHIN_MS = 1000;

/** A seek of the session's own: it is not the viewer's, and no policy has anything to say of it. */
export function seekTo(turn: Turn, programMs: ProgramMs, isBack = false): void {
  const { nowMs: atMs } = turn.state;
  const { soughtAtMs: _, soughtToMs: __, ...player } = turn.state.player;
  const { ordered } = viewerOf(turn.state);
  const fromMs = ordered?.fromMs ?? player.programMs ?? programMs;
  amend(turn, { player });
  noteViewer(turn, { ordered: { toMs: programMs, fromMs, atMs, isBack } });
  command(turn, { type: 'seek-program', programMs });
}

/** The player threw at it: nobody else would tell it again. */
export function noteRefused(turn: Turn, programMs: ProgramMs): void {
  const { ordered } = viewerOf(turn.state);
  if (ordered?.toMs === programMs) noteViewer(turn, { ordered: { ...ordered, isRefused: true } });
}

/** On each tick: what threw a moment ago may obey now. */
export function seekAgain(turn: Turn): void {
  const { nowMs, player } = turn.state;
  const { ordered, detour } = viewerOf(turn.state);
  if (!ordered?.isRefused) return;
  const isThere = detour && (player.programMs ?? -Infinity) >= detour.targetMs;
  if (nowMs - ordered.atMs > (isThere ? LEAVES_WITHIN_MS : ARRIVES_WITHIN_MS))
    return noteViewer(turn, { ordered: undefined, detour: undefined });
  noteViewer(turn, { ordered: { ...ordered, isRefused: false } });
  command(turn, { type: 'seek-program', programMs: ordered.toMs });
}
