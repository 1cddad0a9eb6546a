import type { Undo } from '@cutaway/core';
import type { ShakaPlayer } from './shaka-player.js';

/** Shaka inserts ads by itself unless it is told not to: those of HLS and DASH, and it would beacon them. */
export const ADS_OFF = { disableHLSInterstitial: true, disableDASHInterstitial: true, disableTrackingEvents: true };

/** Turns Shaka's own ad insertion off. The undo gives back what the application had configured. */
export function turnOffAds(player: ShakaPlayer): Undo {
  const { ads } = player.getConfiguration();
  player.configure({ ads: ADS_OFF });
  return () => {
    // A player that is destroyed has no configuration any more.
    if (player.getNetworkingEngine()) player.configure({ ads });
  };
}
