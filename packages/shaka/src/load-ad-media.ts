import type { Undo } from '@cutaway/core';
import { isHls, type AdError } from '@cutaway/element';
import { loadFile } from '@cutaway/element/second-element';
import { followText } from './follow-text.js';
import { isDash } from './is-dash.js';
import { nameShakaError } from './name-shaka-error.js';
import { readText } from './read-text.js';
import { asShakaError, CRITICAL, type ShakaConfig, type ShakaPlayer } from './shaka-player.js';
import { turnOffAds } from './turn-off-ads.js';
import type { Loads } from './wrap-load.js';

/** Ahead of the playhead: enough for a 15 s spot, little enough for a TV that holds two buffers. */
const BUFFER_SECONDS = 15;

/** The content's Shaka Player, and what the application adds to the config of those that play ads. */
export interface AdLoading {
  readonly player: ShakaPlayer;
  readonly adConfig: ShakaConfig;
  /** `ShakaTimeline.ahead`. */
  readonly ahead: (seconds: number) => readonly string[];
  readonly loads: Pick<Loads, 'loadAgain' | 'wait'>;
}

/** Loads an ad into its element: HLS and DASH through a second instance of the content's Shaka, anything else as its source. */
export function loadAdMedia(
  loading: AdLoading,
  video: HTMLVideoElement,
  ad: { readonly url: string; readonly mime: string; readonly captioned?: true },
  onFailed: (error: AdError, detail: string) => void,
): Undo {
  if (!isHls(ad.mime) && !isDash(ad.mime)) return loadFile(video, ad.url);
  const { adPlayer, onError } = openAdPlayer(loading, onFailed);
  const { player } = loading;
  const leaveText = ad.captioned ? () => undefined : followText(adPlayer, () => readText(player), player);
  adPlayer
    .attach(video)
    .then(() => adPlayer.load(ad.url))
    .catch(onError);
  return () => {
    leaveText();
    void adPlayer.destroy().catch(() => undefined);
  };
}

/** A second instance for an ad. It takes nothing of the content's requests with it, so that no token reaches an ad host. */
export function openAdPlayer(
  { player, adConfig }: AdLoading,
  onFailed: (error: AdError, detail: string) => void,
): { readonly adPlayer: ShakaPlayer; readonly onError: (reason: unknown) => void } {
  const adPlayer = new (player.constructor as new () => ShakaPlayer)();
  const { estimatedBandwidth } = player.getStats();
  turnOffAds(adPlayer);
  adPlayer.configure({
    streaming: { bufferingGoal: BUFFER_SECONDS },
    abr: {
      restrictToElementSize: true,
      ...(estimatedBandwidth > 0 ? { defaultBandwidthEstimate: estimatedBandwidth } : {}),
    },
  });
  adPlayer.configure(adConfig);
  const onError = (reason: unknown): void => {
    const error = asShakaError(reason);
    if (error?.severity === CRITICAL) onFailed(nameShakaError(error), error.message || `Shaka error ${error.code}`);
    else if (!error) onFailed('MEDIA_DECODE', String(reason));
  };
  adPlayer.addEventListener('error', (event) => onError((event as CustomEvent).detail));
  return { adPlayer, onError };
}
