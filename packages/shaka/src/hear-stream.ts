import type { PlayerHost } from '@cutaway/core';
import type { StreamEars } from '@cutaway/element';
import { hearStream, type HeardSegment } from '@cutaway/element/hear-stream';
import type { ShakaPlayer } from './shaka-player.js';

/** Hears what Shaka loads. The only door of the code that is loaded with the first playlist or segment that needs it. */
export function hearShaka(player: ShakaPlayer, tell: PlayerHost['tell']): StreamEars<HeardSegment> {
  return hearStream({ tell, source: () => player.getAssetUri(), describe: (segment) => segment });
}
