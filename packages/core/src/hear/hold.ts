import type { WallMs } from '@cutaway/model';
import type { LoadedPlaylist } from '../player-port.js';
import type { BreakRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';

/**
 * True while a playlist of VOD waits: it is read once, so what is to be stitched into it must be ready before. It waits for breaks
 * that are decided or prepared now; sound waits for the picture, whose boundaries decide where every rendition is cut. Never longer than
 * `holdMs` after the first one came, and not once a text was handed out.
 */
export function isHeld(
  { live, publishedEdge, holdUntilMs, runs }: SessionState,
  kind: LoadedPlaylist['kind'],
  nowMs: WallMs,
): boolean {
  const isComing = (run: BreakRun): boolean =>
    run.insert &&
    (run.phase === 'deciding' ||
      (run.phase === 'signalled' && run.askAtMs < holdUntilMs) ||
      (run.phase === 'preparing' && run.strategy === 'stitch'));
  return live === false && publishedEdge === null && nowMs < holdUntilMs && (kind === 'audio' || runs.some(isComing));
}
