/**
 * Does this set decode one video at a time? Then a second media element stays black, or takes the decoder away from the content.
 * Said by: hls.js#7790 (LG: one active <video>), shaka-player#2331 (two players on Samsung and LG), Cast, Vizio, VIDAA and
 * PlayStation notes. Not yet tried on devices of ours. Proof: has-single-decoder.test.ts
 */
export function hasSingleDecoder(userAgent: string): boolean {
  return /Tizen|Web0S|webOS|VIZIO|SmartCast|CrKey|Hisense|VIDAA|TitanOS|PlayStation|HbbTV/i.test(userAgent);
}
