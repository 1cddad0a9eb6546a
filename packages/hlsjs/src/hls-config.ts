import type { HlsConfig } from 'hls.js';

/**
 * What an hls.js instance needs so that its own interstitials stay out of the way: `new Hls({ ...hlsConfig(), … })`.
 * `hlsjs()` switches their playback off by itself; with this config they are not even built, which saves memory.
 */
export function hlsConfig(): Partial<HlsConfig> {
  // The type has no place for `undefined`, which is what removes the default.
  return { enableInterstitialPlayback: false, interstitialsController: undefined } as object;
}
