import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { nameHlsError, type AdError } from './ad-error.js';
import { hlsConfig } from './hls-config.js';

/** Ahead of the playhead: enough for a 15 s spot, little enough for a TV that holds two buffers. */
const BUFFER_SECONDS = 15;
const BUFFER_BYTES = 12_000_000;

export const HLS_MIME = /mpegurl/i;

/**
 * Loads an ad into its element: HLS through a second instance of the content's hls.js, anything else as the element's source.
 * The instance takes nothing of the content's requests with it, so that no token reaches an ad host.
 */
export function loadAdMedia(
  hls: Hls,
  video: HTMLVideoElement,
  ad: { readonly url: string; readonly mime: string },
  options: { readonly adConfig: Partial<HlsConfig>; readonly onFailed: (error: AdError, detail: string) => void },
): Undo {
  if (!HLS_MIME.test(ad.mime)) {
    video.src = ad.url;
    return () => {
      video.removeAttribute('src');
      video.load();
    };
  }
  const { config } = hls;
  const Player = hls.constructor as typeof Hls;
  const adHls = new Player({
    ...hlsConfig(),
    enableWorker: config.enableWorker,
    startPosition: 0,
    maxBufferLength: BUFFER_SECONDS,
    maxMaxBufferLength: BUFFER_SECONDS,
    maxBufferSize: BUFFER_BYTES,
    abrEwmaDefaultEstimate: hls.bandwidthEstimate || config.abrEwmaDefaultEstimate,
    capLevelToPlayerSize: true,
    ...options.adConfig,
  });
  adHls.on(Player.Events.ERROR, (_name, data) => {
    if (!data.fatal) return;
    const status = data.response?.code ? ` (status ${data.response.code})` : '';
    options.onFailed(nameHlsError(adHls, data), `${data.details}${status}: ${data.error.message}`);
  });
  adHls.attachMedia(video);
  adHls.loadSource(ad.url);
  return () => adHls.destroy();
}
