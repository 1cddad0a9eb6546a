import { isHls, type SecondElement } from '@cutaway/element';
import { prepareFile, reattach, type PrepareHow, type ReattachEngine } from '@cutaway/element/reattach';
import type { SecondElementSurroundings } from '@cutaway/element/second-element';
import type Hls from 'hls.js';
import type { Fragment } from 'hls.js';
import { openAdPlayer, type AdLoading } from './load-ad-media.js';

/** Ads in the content's element with hls.js. The only door of the code that is loaded with the first of them. */
export function reattachHls(around: Omit<SecondElementSurroundings, 'load'> & AdLoading): SecondElement {
  return reattach({ ...around, engine: engineOf(around, around.content) });
}

/** The same hls.js keeps its playlists fresh while it has no element, so the place where content goes on is known at once. */
function engineOf(loading: AdLoading, video: HTMLVideoElement): ReattachEngine {
  const { hls } = loading;
  const { Events } = hls.constructor as typeof Hls;
  let level = -1;
  return {
    swapsAtOnce: true,
    detach() {
      level = hls.currentLevel;
      hls.detachMedia();
    },
    attach(fromSeconds) {
      const { config } = hls;
      const { startPosition, autoStartLoad } = config;
      const { startLevel } = hls;
      if (hls.media) hls.detachMedia();
      // Its controllers start from the config's place when they are attached; a level of its own would be tried out first.
      config.startPosition = fromSeconds;
      config.autoStartLoad = true;
      if (level >= 0) hls.startLevel = level;
      hls.once(Events.MEDIA_ATTACHED, () => {
        config.startPosition = startPosition;
        config.autoStartLoad = autoStartLoad;
        hls.startLevel = startLevel;
      });
      hls.attachMedia(video);
      // It would go there by itself, a tick after its first fragment has been appended. Before there is metadata it is where playback starts.
      video.currentTime = fromSeconds;
    },
    /** Into the browser's cache: where an answer may not be kept, it is asked for once more. Not where requests have something of the application's. */
    warm(fromSeconds) {
      if (hls.config.xhrSetup) return;
      for (const list of [hls.levels[level], hls.audioTracks[hls.audioTrack]]) {
        const next = list?.details?.fragments.find(({ start, duration }) => fromSeconds < start + duration);
        if (next) fetchAhead(next);
      }
    },
    reload() {
      if (hls.media) hls.detachMedia();
      hls.attachMedia(video);
      if (hls.url !== null) hls.loadSource(hls.url);
    },
    prepare: (ad, said) => (isHls(ad.mime) ? prepareHls(loading)(ad, said) : prepareFile(ad, said)),
  };
}

function fetchAhead({ url, byteRangeStartOffset, byteRangeEndOffset }: Fragment): void {
  // eslint-disable-next-line no-restricted-globals -- a player is a port itself: nothing comes of it but that the answer is near
  const request = new XMLHttpRequest();
  request.open('GET', url);
  if (byteRangeEndOffset) request.setRequestHeader('Range', `bytes=${byteRangeStartOffset}-${byteRangeEndOffset - 1}`);
  request.send();
}

/** A second hls.js with no element loads the playlists and the first segment. */
function prepareHls(loading: AdLoading): PrepareHow {
  const { Events } = loading.hls.constructor as typeof Hls;
  return ({ url }, { ready, failed }) => {
    const adHls = openAdPlayer(loading, failed);
    adHls.config.startFragPrefetch = true;
    adHls.once(Events.FRAG_LOADED, ready);
    adHls.loadSource(url);
    return { attach: (video) => adHls.attachMedia(video), free: () => adHls.destroy(), swapsAtOnce: true };
  };
}
