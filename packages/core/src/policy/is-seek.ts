import type { Place } from './viewer.js';

/** Media that moves by less than this at once plays on, whatever a player did to get over a hole. */
const SLACK_MS = 1000;
/** Both clocks of a live stream move alike in a seek; where they do not, the stream was loaded anew, or its dates jumped. */
const DRIFT_MS = 3000;

/** Whether the playhead went from one place to another by a seek: further than playback could bring it, or back. */
export function isSeek(from: Place, to: Place, isLive: boolean): boolean {
  const movedMs = to.mediaMs - from.mediaMs;
  const couldMs = (to.atMs - from.atMs) * Math.max(1, Math.abs(from.rate));
  if (movedMs <= couldMs + SLACK_MS && movedMs >= -SLACK_MS) return false;
  return !isLive || Math.abs(movedMs - (to.programMs - from.programMs)) <= DRIFT_MS;
}
