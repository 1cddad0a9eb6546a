import type { Segment } from './media-playlist.js';

/** True for a segment that needs a key. */
export function isEncrypted({ keys }: Segment): boolean {
  return keys.some((key) => !/METHOD=NONE/.test(key));
}
