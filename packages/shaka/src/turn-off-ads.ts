import type { Undo } from '@cutaway/core';
import type { ShakaPlayer } from './shaka-player.js';

/** Shaka inserts ads by itself unless it is told not to: those of HLS and DASH, and it would beacon them. */
const SWITCHES = ['disableHLSInterstitial', 'disableDASHInterstitial', 'disableTrackingEvents'] as const;

/** What Shaka calls with what it found to insert. */
const HANDLERS = ['onHLSInterstitialMetadata', 'onDASHInterstitialMetadata'] as const;

type Inserter = Partial<Record<(typeof HANDLERS)[number], () => void>>;

/**
 * Turns Shaka's own ad insertion off. The undo gives back what the application had configured. A Shaka that has no switch for it
 * (4.11) has its ad manager go unasked.
 */
export function turnOffAds(player: ShakaPlayer): Undo {
  const { ads } = player.getConfiguration();
  const off: Partial<Record<(typeof SWITCHES)[number], true>> = {};
  for (const name of SWITCHES) if (name in ads) off[name] = true;
  player.configure({ ads: off });
  const manager = 'disableHLSInterstitial' in ads ? null : (player.getAdManager() as Inserter | null);
  if (manager) for (const name of HANDLERS) manager[name] = () => undefined;
  return () => {
    if (manager) for (const name of HANDLERS) delete manager[name]; // those of its class are there again
    // A player that is destroyed has no configuration any more.
    if (player.getNetworkingEngine()) player.configure({ ads });
  };
}
