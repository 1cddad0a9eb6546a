import type { PlayerPort } from '@cutaway/core';
import { elementPort, isHls, type ElementOptions } from '@cutaway/element';
import type Hls from 'hls.js';
import type { FragmentLoaderContext, HlsConfig } from 'hls.js';
import { keepQuality } from './keep-quality.js';
import { keepTracks } from './keep-tracks.js';
import { moveText } from './move-text.js';
import { pairWithInit } from './pair-with-init.js';
import { playingDetails } from './playing-details.js';
import { rewritePlaylists } from './rewrite-playlists.js';
import { startConfig } from './start-config.js';
import { turnOffInterstitials } from './turn-off-interstitials.js';
import { watchFailures } from './watch-failures.js';
import { wrapLoader, type Around } from './wrap-loader.js';

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
  const inits = pairWithInit();
  const words = moveText(hls);
  let rescue: Around | undefined;
  const start = startConfig(hls);
  // What is at 0 has not begun, or is at its beginning: where that is, the application has said.
  const reload = (startPosition = video.currentTime || undefined): void => {
    if (hls.url === null) return;
    const live = playingDetails(hls)?.live;
    // While a load is on its way it is not known, and the place that was set for that one stays.
    if (live) start.giveBack();
    // Who starts its loads itself has started this stream, and does not hear of another load.
    if (live !== undefined)
      start.set(
        { autoStartLoad: true, ...(!live && startPosition !== undefined && { startPosition }) },
        Player.Events.LEVEL_LOADED,
      );
    keepTracks(hls);
    keepQuality(hls);
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
        words.leave,
        rewritePlaylists(hls, (loaded, hand, request) =>
          gate.playlist(
            loaded,
            (served) => {
              words.note(loaded, served);
              hand(served);
            },
            request,
          ),
        ),
        wrapLoader(
          hls.config,
          'fLoader',
          ({ response, context }, hand) => {
            const where = context as FragmentLoaderContext;
            const { frag } = where;
            const { url } = frag;
            if (frag.type === 'subtitle')
              return words.place(frag, response.data, (data) => hand(Object.assign(response, { data })));
            const isAd = gate.soundShiftMs(url) != null;
            if (!rescue && isAd)
              import('./rescue-segment.js').then(
                (code) => (rescue = code.rescueSegment(gate, video)),
                () => undefined,
              );
            const take = (init: Uint8Array | null): void => {
              const data = gate.mendSegment(response.data, url, init);
              gate.segment(data, url, where);
              if (data) response.data = data;
              hand(response);
              inits.come(frag, data);
            };
            if (isAd) inits.pair(frag, take);
            else take(frag.initSegment?.data ?? null);
          },
          () => rescue,
          (asked) => gate.soundShiftMs((asked as FragmentLoaderContext).frag.url) != null,
        ),
      ],
      spans: () => playingDetails(hls)?.fragments ?? [],
      latencySeconds: () => (playingDetails(hls)?.live ? hls.latency : null),
      watchFailures: (tell, onFatal, onReset) => watchFailures(hls, tell, onFatal, onReset),
      reload,
      recover(isMediaError, mediaSeconds) {
        if (hls.levels.length === 0) reload(mediaSeconds);
        else if (isMediaError) hls.recoverMediaError();
        // Of itself hls.js 1.7 begins a film at 0 that has shown nothing yet.
        else hls.startLoad(video.currentTime > 0 || playingDetails(hls)?.live ? -1 : hls.startPosition);
      },
      loadEars: (tell) => import('./hear-stream.js').then((code) => code.hearHls(hls, tell)),
      loadAds: (around) =>
        import('./second-element.js').then((code) =>
          code.adsOfHls({ ...around, hls, start, adConfig: options.adConfig ?? {} }),
        ),
      loadRendition: (around) => import('./played-rendition.js').then((code) => code.watchHls(hls, around)),
    },
    options,
  );
}
