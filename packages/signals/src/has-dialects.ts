/**
 * `"#" *SP "EXT-" ["X-"]` and how a tag of the CUE family begins, or a CLASS of Apple's (interstitial, preload, schedule).
 */
const DIALECT = /^#[ \t]*EXT-(X-)?(CUE|OATCLS|SCTE|SPLICE|SIGNAL|PLACE)|com\.apple\.hls\./im;

/** True where a playlist speaks more than EXT-X-DATERANGE with SCTE-35, so that `@cutaway/signals/dialects` must read it. */
export function hasDialects(playlistText: string): boolean {
  return DIALECT.test(playlistText);
}
