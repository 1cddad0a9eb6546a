import type { LoadedPlaylist } from '../player-port.js';
import type { BreakRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';

/** A player asks again after some 50 ms. */
const ASKED_EVERY_MS = 50;

/**
 * True while a playlist of VOD waits: it is read once, so what is to be stitched into it must be ready before. It waits for breaks
 * that are decided or prepared now; sound and subtitles wait for the picture, whose boundaries decide where every rendition is cut. No
 * longer than `holdMs` or the budgets of those breaks, and not once a text was handed out.
 */
export function isHeld(state: SessionState, kind: LoadedPlaylist['kind'], asked: number): boolean {
  const { runs, config, nowMs, hasCode } = state;
  const isComing = (run: BreakRun): boolean =>
    run.insert &&
    (run.phase === 'deciding' ||
      (run.phase === 'signalled' && run.askAtMs <= nowMs) ||
      (run.phase === 'preparing' && run.strategy === 'stitch'));
  // What places the application's breaks is still on its way.
  const isUnplaced = !hasCode && config.breaks.length > 0;
  const isWaiting = kind === 'audio' || kind === 'text' || isUnplaced || runs.some(isComing);
  return mayHold(state) && asked * ASKED_EVERY_MS < config.holdMs && isWaiting;
}

/** True while what is to be stitched into VOD can still come into its text. */
export function mayHold({ live, publishedEdge, config: { strategy } }: SessionState): boolean {
  return (strategy === 'auto' || strategy === 'stitch') && live !== true && publishedEdge === null;
}
