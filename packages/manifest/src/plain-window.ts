import { withoutLowLatency } from './low-latency.js';
import type { MediaPlaylist } from './media-playlist.js';

/**
 * The text of a window without ads: as the origin wrote it, but for what only low-latency playback reads. So a player has
 * not learned of the origin's parts and skips when the first ads come. A text without dates stays as it is.
 */
export function plainWindow({ text, mediaSequence, segments }: MediaPlaylist): string {
  const [first] = segments;
  if (!first || first.startsAt === null) return text;
  const plain = withoutLowLatency(text);
  // What a delta update skips is gone with its tag: the first segment that is left says its number itself.
  const isDelta = first.sequence !== mediaSequence;
  return isDelta ? plain.replace(/^#EXT-X-MEDIA-SEQUENCE:.*$/m, `#EXT-X-MEDIA-SEQUENCE:${first.sequence}`) : plain;
}
