/**
 * `"#" *SP "EXT-" ["X-"]` and a tag of the CUE family, or a CLASS that Apple names in a date range.
 */
const DIALECT =
  /^#[ \t]*EXT-(?:X-)?(?:CUE|OATCLS|SCTE35|SPLICEPOINT|SIGNAL-|PLACEMENT-OPP)|com\.apple\.hls\.(?:interstitial|preload|daterange-schedule)/im;

/** True where a playlist speaks more than EXT-X-DATERANGE with SCTE-35, so that `@cutaway/signals/dialects` must read it. */
export function hasDialects(playlistText: string): boolean {
  return DIALECT.test(playlistText);
}
