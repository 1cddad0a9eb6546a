import type { PlayerHost } from '@cutaway/core';
import type { StreamEars } from '@cutaway/element';
import { hearStream, type HeardSegment } from '@cutaway/element/hear-stream';
import type { ShakaPlayer } from './shaka-player.js';

export { readEvents } from './read-events.js';

/**
 * Hears what Shaka loads. With `readEvents`, the only door of the code that is loaded with the first playlist, segment or MPD that needs
 * it: they share most of it.
 */
export function hearShaka(player: ShakaPlayer, tell: PlayerHost['tell']): StreamEars<HeardSegment> {
  return hearStream({ tell, source: () => player.getAssetUri(), describe: (segment) => segment });
}
