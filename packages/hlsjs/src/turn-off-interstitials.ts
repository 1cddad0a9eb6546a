import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';

/**
 * hls.js reads `enableInterstitialPlayback` each time it would play one, so it can be turned off after construction.
 * @throws Error where the config cannot be changed: it names what to write instead.
 */
export function turnOffInterstitials({ config }: Hls): Undo {
  const before = config.enableInterstitialPlayback;
  if (!Reflect.set(config, 'enableInterstitialPlayback', false)) {
    throw new Error('Cannot turn off interstitials: hls.config is frozen, expected new Hls({ ...hlsConfig() })');
  }
  return () => {
    config.enableInterstitialPlayback = before;
  };
}
