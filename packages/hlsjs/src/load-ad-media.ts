import type { Undo } from '@cutaway/core';
import { isHls, type AdError } from '@cutaway/element';
import { loadFile } from '@cutaway/element/second-element';
import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { hlsConfig } from './hls-config.js';
import { keepCues } from './keep-cues.js';
import { nameHlsError } from './name-hls-error.js';

/** Ahead of the playhead: enough for a 15 s spot, little enough for a TV that holds two buffers. */
const BUFFER_SECONDS = 15;
const BUFFER_BYTES = 12_000_000;

/** The content's hls.js, and what the application adds to the config of those that play ads. */
export interface AdLoading {
  readonly hls: Hls;
  readonly adConfig: Partial<HlsConfig>;
}

/** Loads an ad into its element: HLS through a second instance of the content's hls.js, anything else as the element's source. */
export function loadAdMedia(
  loading: AdLoading,
  video: HTMLVideoElement,
  ad: { readonly url: string; readonly mime: string },
  onFailed: (error: AdError, detail: string) => void,
): Undo {
  if (!isHls(ad.mime)) return loadFile(video, ad.url);
  const adHls = openAdPlayer(loading, onFailed);
  adHls.attachMedia(video);
  adHls.loadSource(ad.url);
  return () => adHls.destroy();
}

/** A second instance for an ad. It takes nothing of the content's requests with it, so that no token reaches an ad host. */
export function openAdPlayer({ hls, adConfig }: AdLoading, onFailed: (error: AdError, detail: string) => void): Hls {
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
    ...adConfig,
  });
  keepCues(adHls);
  adHls.on(Player.Events.ERROR, (_name, data) => {
    if (!data.fatal) return;
    const status = data.response?.code ? ` (status ${data.response.code})` : '';
    onFailed(nameHlsError(adHls, data), `${data.details}${status}: ${data.error.message}`);
  });
  return adHls;
}
