import { holdsContent } from './break-run.js';
import type { SessionState } from '../state.js';

/** Less than this ahead of the playhead, and segments need the network more than anything of ours does. */
const SHORT_MS = 2000;
const STILL_MS = 500;

/** True while content has little left to play: beacons and the media of ads leave the network to its segments. */
export function isShort({ nowMs, player, runs }: SessionState): boolean {
  const { movedAtMs, bufferMs, playState, latencyMs } = player;
  // Nothing is ahead of an end.
  if (playState === 'ended') return false;
  // Content that waits for an ad needs nothing now.
  if (runs.some((run) => holdsContent(run) || (run.insert && run.phase === 'playing'))) return false;
  // Whatever the player says: frames that move on wait for nothing.
  const isStill = movedAtMs === null || nowMs - movedAtMs > STILL_MS;
  // Of a live stream no more can be loaded than it is behind its edge.
  const shortMs = Math.min(SHORT_MS, (latencyMs ?? Infinity) / 2);
  return (playState === 'waiting' && isStill) || (bufferMs !== null && bufferMs < shortMs);
}
