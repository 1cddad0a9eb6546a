import { createPayloadReader } from './decision/payload-reader.js';
import type { DecisionReader } from './turn.js';

/** Shorter is not asked for: a playlist refreshes no sooner. */
const LEAST_POLL_MS = 1000;

export interface PayloadOptions {
  /**
   * How long after an answer the URL is asked again while a break lasts: for its avail, or for ads that come later. At least 1000;
   * the target duration of the stream is enough, since its playlists say nothing new sooner. Default 4000.
   */
  readonly pollMs?: number;
}

/**
 * For a stream that a server has stitched and a decision URL that answers who is to hear of its ads: `decision: { url, reader:
 * payloadReader() }`. Reads MediaTailor's tracking, ad creative signaling of SVTA 2053-2, and asset lists with either. Nothing is
 * played: the ads are in the stream, and are drawn and beaconed.
 */
export function payloadReader({ pollMs = 4000 }: PayloadOptions = {}): DecisionReader {
  return createPayloadReader(Math.max(LEAST_POLL_MS, pollMs));
}
