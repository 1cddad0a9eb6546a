import type Hls from 'hls.js';
import type { LevelDetails } from 'hls.js';

/** The media playlist of the level on the screen, as hls.js holds it now; null before the first. hls.js 1.5 has no latest one. */
export function playingDetails(hls: Hls): LevelDetails | null {
  return hls.levels[hls.currentLevel]?.details ?? hls.latestLevelDetails;
}
