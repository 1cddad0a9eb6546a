import type { Segment } from './media-playlist.js';

/** True for a segment, or what it needs to be read, that needs a key. */
export function isEncrypted({ keys }: Pick<Segment, 'keys'>): boolean {
  return keys.some((key) => !/METHOD=NONE/.test(key));
}
