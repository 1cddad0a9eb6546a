import type { AdMedia, AdRendition } from './ad-media.js';
import { isEncrypted } from './is-encrypted.js';
import type { Segment } from './media-playlist.js';

const WEBVTT = 'data:text/vtt;base64,V0VCVlRUCgo=';
/**
 * A fragment whose run has no sample, and a TTML document without a word in its data: nothing is read of it as `wvtt` nor as `stpp`
 * (ISO/IEC 14496-30), also by hls.js, which reads the data and nothing else.
 */
const FRAGMENT =
  'data:application/mp4;base64,AAAAUG1vb2YAAAAQbWZoZAAAAAAAAAABAAAAOHRyYWYAAAAQdGZoZAACAAAAAAABAAAAEHRmZHQAAAAAAAAAAAAAABB0cnVuAAAAAAAA' +
  'AAAAAAA6bWRhdDx0dCB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvbnMvdHRtbCI+PGJvZHkvPjwvdHQ+';

/**
 * Subtitles that say nothing, as long as the ad: what keeps those of the content in step with its picture. `map`: what the content's own
 * fragments need to be read, which is needed here, too, where the ad is the first of all.
 */
export function wordless({ durationMs }: AdMedia, map: Segment['map']): AdRendition {
  const segments = [{ uri: map ? FRAGMENT : WEBVTT, durationMs, byteRange: null }];
  // One that is encrypted cannot be read among ads, which are not.
  const clear = map && !isEncrypted(map) ? map : null;
  const { uri: mapUri = null, byteRange: mapByteRange = null } = clear ?? {};
  return { kind: 'text', bandwidth: null, codecs: null, mapUri, mapByteRange, segments };
}
