import type { AdMedia, AdRendition } from './ad-media.js';

const WEBVTT = 'data:text/vtt;base64,V0VCVlRUCgo=';
/**
 * A fragment whose run has no sample, and a TTML document without a word in its data: nothing is read of it as `wvtt` nor as `stpp`
 * (ISO/IEC 14496-30), also by hls.js, which reads the data and nothing else.
 */
const FRAGMENT =
  'data:application/mp4;base64,AAAAUG1vb2YAAAAQbWZoZAAAAAAAAAABAAAAOHRyYWYAAAAQdGZoZAACAAAAAAABAAAAEHRmZHQAAAAAAAAAAAAAABB0cnVuAAAAAAAA' +
  'AAAAAAA6bWRhdDx0dCB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvbnMvdHRtbCI+PGJvZHkvPjwvdHQ+';

/** Subtitles that say nothing, as long as the ad: what keeps those of the content in step with its picture. */
export function wordless({ durationMs }: AdMedia, isFragmented: boolean): AdRendition {
  const segments = [{ uri: isFragmented ? FRAGMENT : WEBVTT, durationMs, byteRange: null }];
  return { kind: 'text', bandwidth: null, codecs: null, mapUri: null, mapByteRange: null, segments };
}
