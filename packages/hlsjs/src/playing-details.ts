import type Hls from 'hls.js';
import type { LevelDetails } from 'hls.js';

/** The media playlist of the level on the screen, as hls.js holds it now; else the latest, which hls.js 1.5 does not tell apart. */
export function playingDetails({ levels, currentLevel, latestLevelDetails, loadLevel }: Hls): LevelDetails | undefined {
  return levels[currentLevel]?.details ?? latestLevelDetails ?? levels[loadLevel]?.details;
}
