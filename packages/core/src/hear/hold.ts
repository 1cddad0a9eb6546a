import type { WallMs } from '@cutaway/model';
import type { LoadedPlaylist } from '../player-port.js';
import type { BreakRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';

/**
 * True while a playlist of VOD waits: it is read once, so what is to be stitched into it must be ready before. It waits for breaks
 * that are decided or prepared now; sound waits for the picture, whose boundaries decide where every rendition is cut. Never longer than
 * `holdMs` after the first one came, and not once a text was handed out.
 */
export function isHeld(state: SessionState, kind: LoadedPlaylist['kind'], nowMs: WallMs): boolean {
  const isComing = (run: BreakRun): boolean =>
    run.insert &&
    (run.phase === 'deciding' ||
      (run.phase === 'signalled' && run.askAtMs < state.holdUntilMs) ||
      (run.phase === 'preparing' && run.strategy === 'stitch'));
  return mayHold(state, nowMs) && (kind === 'audio' || state.runs.some(isComing));
}

/** True while what is to be stitched into VOD can still come into its text. */
export function mayHold({ live, publishedEdge, holdUntilMs, config }: SessionState, nowMs: WallMs): boolean {
  const isStitched = config.strategy === 'auto' || config.strategy === 'stitch';
  return isStitched && live === false && publishedEdge === null && nowMs < holdUntilMs;
}
