import type { PlayerPort } from '@cutaway/core';
import { elementPort, isHls, type ElementOptions } from '@cutaway/element';
import type Hls from 'hls.js';
import type { FragmentLoaderContext, HlsConfig } from 'hls.js';
import { playingDetails } from './playing-details.js';
import { rewritePlaylists } from './rewrite-playlists.js';
import { turnOffInterstitials } from './turn-off-interstitials.js';
import { watchFailures } from './watch-failures.js';
import { wrapLoader } from './wrap-loader.js';

/** A segment that can be replaced may take so long, or as long as it lasts: less than is buffered at a live edge. */
const LONGEST_MS = 3000;

export interface HlsjsOptions extends ElementOptions {
  /** Added to the config of the hls.js instances that play ads in a second element. */
  readonly adConfig?: Partial<HlsConfig>;
}

/**
 * An hls.js player as a player port. To be called before `hls.loadSource`, so that no playlist is read unseen.
 * @throws Error when the source is already loading, or when the config refuses to turn its own interstitials off.
 */
export function hlsjs(hls: Hls, video: HTMLVideoElement, options: HlsjsOptions = {}): PlayerPort {
  if (hls.url) {
    throw new Error(
      `Cannot rewrite playlists: hls.js loads ${hls.url} already, expected hlsjs(hls, video) before hls.loadSource(url)`,
    );
  }
  const Player = hls.constructor as typeof Hls;
  const reload = (mediaSeconds?: number): void => {
    if (hls.url === null) return;
    const { config } = hls;
    const { startPosition } = config;
    if (playingDetails(hls)?.live === false) config.startPosition = mediaSeconds ?? video.currentTime;
    hls.once(Player.Events.LEVEL_LOADED, () => (config.startPosition = startPosition));
    hls.loadSource(hls.url);
  };
  return elementPort<FragmentLoaderContext>(
    video,
    {
      name: 'hls.js',
      version: Player.version,
      plays: (mime) => isHls(mime) && Player.isSupported(),
      hookIn: (gate) => [
        turnOffInterstitials(hls),
        rewritePlaylists(hls, gate.playlist),
        wrapLoader(
          hls.config,
          'fLoader',
          ({ response, context }, hand) => {
            const where = context as FragmentLoaderContext;
            const { url, initSegment } = where.frag;
            const data = gate.mendSegment(response.data, url, initSegment?.data);
            gate.segment(data, url, where);
            if (data) response.data = data;
            hand(response);
          },
          (context) => {
            const { url, duration } = (context as FragmentLoaderContext).frag;
            const bytes = gate.spareSegment(url);
            const withinMs = Math.max(duration * 1000, LONGEST_MS);
            return bytes && { bytes, withinMs, taken: (status) => gate.segmentFailed(url, status) };
          },
        ),
      ],
      spans: () => playingDetails(hls)?.fragments ?? [],
      latencySeconds: () => (playingDetails(hls)?.live ? hls.latency : null),
      watchFailures: (tell, onFatal) => watchFailures(hls, tell, onFatal),
      reload,
      recover(isMediaError) {
        if (hls.levels.length === 0) reload();
        else if (isMediaError) hls.recoverMediaError();
        else hls.startLoad();
      },
      loadEars: (tell) => import('./hear-stream.js').then((code) => code.hearHls(hls, tell)),
      loadAds: (around) =>
        import('./second-element.js').then((code) =>
          code.adsOfHls({ ...around, hls, adConfig: options.adConfig ?? {} }),
        ),
    },
    options,
  );
}
