import type Hls from 'hls.js';
import type { Level } from 'hls.js';

/**
 * To be called before the same stream is loaded anew: the quality that the viewer has chosen, and the highest that he or the application
 * allows, hold again. hls.js forgets both with each load, and chooses by itself.
 */
export function keepQuality(hls: Hls): void {
  const { levels, manualLevel, autoLevelCapping, url } = hls;
  const chosen = levels[manualLevel];
  const highest = levels[autoLevelCapping];
  if (!chosen && !highest) return;
  hls.once((hls.constructor as typeof Hls).Events.MANIFEST_PARSED, () => {
    if (hls.url !== url) return;
    const at = chosen ? indexOf(chosen, hls.levels) : -1;
    if (highest) hls.autoLevelCapping = indexOf(highest, hls.levels);
    if (at >= 0) hls.loadLevel = at;
  });
}

/** Which one is the same in another load; below 0: none, by which hls.js means that it is free. */
const indexOf = ({ bitrate, width, height, codecSet }: Level, levels: readonly Level[]): number =>
  levels.findIndex(
    (one) => one.bitrate === bitrate && one.width === width && one.height === height && one.codecSet === codecSet,
  );
