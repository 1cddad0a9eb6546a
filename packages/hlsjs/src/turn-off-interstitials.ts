import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';

/**
 * hls.js reads `enableInterstitialPlayback` each time it would play one, so it can be turned off after construction.
 * @throws Error where the config cannot be changed: it names what to write instead.
 */
export function turnOffInterstitials(hls: Hls): Undo {
  const { config } = hls;
  if (!hls.interstitialsManager) return () => undefined;
  const before = config.enableInterstitialPlayback;
  if (!Reflect.set(config, 'enableInterstitialPlayback', false)) {
    throw new Error(
      'Cannot turn off interstitials of hls.js: its config is frozen, expected new Hls({ ...hlsConfig(), … })',
    );
  }
  return () => {
    config.enableInterstitialPlayback = before;
  };
}
