/**
 * Is this a device that is taken to decode one video at a time, until a probe has shown otherwise? There a second media element stays
 * black, or takes the decoder away from the content. False only for what is known as a browser of a desktop, a phone or a tablet.
 * Said by: hls.js#7790 (LG: one active <video>), shaka-player#2331 (two players on Samsung and LG), Cast, Vizio, VIDAA and
 * PlayStation notes; Fire TV and Android TV differ by model. Not yet tried on devices of ours. Proof: has-single-decoder.test.ts
 */
export function hasSingleDecoder(userAgent: string): boolean {
  const isSet = /TV|Tizen|Web0S|webOS|VIZIO|SmartCast|CrKey|Hisense|VIDAA|TitanOS|PlayStation|Xbox|AFT|BRAVIA|Comcast/i;
  return isSet.test(userAgent) || !/Windows|Macintosh|CrOS|Linux x86|iP(hone|ad)|Mobile/.test(userAgent);
}
