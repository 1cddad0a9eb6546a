const INTERSTITIAL = /^#EXT-X-DATERANGE:(?:.*,)?\s*CLASS="com\.apple\.hls\.interstitial"/;

/**
 * For players without the SDK: what an HLS interstitial announces is stitched already, and such a player would play its assets too
 * (hls.js from 1.6 on, AVPlayer). Who has the SDK hears breaks from it, and has the player's own code for them off.
 */
export function withoutInterstitials(text: string): string {
  return text
    .split('\n')
    .filter((line) => !INTERSTITIAL.test(line))
    .join('\n');
}
