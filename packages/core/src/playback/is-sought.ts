import { onScreen } from '../run/break-run.js';
import type { SessionState } from '../state.js';

/** A player that has had so long to load content is not going to: then what is beside it may be in its way. */
export const CONTENT_PATIENCE_MS = 10_000;
/** Of an ad, the time of a stall if that is longer. */
const AD_PATIENCE_MS = 4000;
/** A seek of our own may take this long, or the time of a stall: some sets take seconds, and go through what is in between. */
const SEEK_MS = 5000;
/** A frame of where he was may be told so much later than that he went. */
const LATE_MS = 300;

/**
 * The viewer went somewhere else, and nothing of that place is on the screen yet: he asked for it, so that is no stall of the ad that he
 * left, or came to. Content has all of its time to load; what is sought within the ads on the screen was loaded ahead, and has less.
 */
export function isSought(state: SessionState): boolean {
  const { nowMs, config, player } = state;
  const { soughtAtMs, movedAtMs } = player;
  const patienceMs = isWithinAds(state) ? Math.max(AD_PATIENCE_MS, config.stallMs) : CONTENT_PATIENCE_MS;
  if (soughtAtMs === undefined || nowMs - soughtAtMs > patienceMs) return false;
  return movedAtMs === null || movedAtMs <= soughtAtMs + LATE_MS;
}

/** He went from one place of the stitched ads on the screen to another. */
function isWithinAds({ runs, viewer, player: { soughtToMs } }: SessionState): boolean {
  const { last } = viewer ?? {};
  const { spans = [] } = onScreen(runs) ?? {};
  if (!last || soughtToMs === undefined) return false;
  const frameMs = last.frameMs + soughtToMs - last.mediaMs;
  const isIn = (atMs: number): boolean => spans.some(({ startsAt, endsAt }) => atMs >= startsAt && atMs < endsAt);
  return isIn(last.frameMs) && isIn(frameMs);
}

/** The session itself sought, and the player may still be at it. */
export function isOrdered({ nowMs, config, viewer }: SessionState): boolean {
  const { ordered } = viewer ?? {};
  return !!ordered && nowMs - ordered.atMs <= Math.max(SEEK_MS, config.stallMs);
}

/** The viewer went somewhere else, and is not there yet: nothing is known of where that is, and nothing is to begin where he was. */
export function isLeaving({ nowMs, player: { soughtAtMs, playState }, viewer }: SessionState): boolean {
  if (soughtAtMs === undefined || nowMs - soughtAtMs > CONTENT_PATIENCE_MS || playState === 'ended') return false;
  return soughtAtMs >= (viewer?.last?.atMs ?? 0);
}
