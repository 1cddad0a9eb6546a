import { isHls, type SecondElement } from '@cutaway/element';
import { prepareFile, reattach, type PrepareHow, type ReattachEngine } from '@cutaway/element/reattach';
import type { SecondElementSurroundings } from '@cutaway/element/second-element';
import type Hls from 'hls.js';
import { keepCues } from './keep-cues.js';
import { keepQuality } from './keep-quality.js';
import { keepTracks } from './keep-tracks.js';
import { openAdPlayer, type AdLoading } from './load-ad-media.js';
import { playingDetails } from './playing-details.js';
import type { StartConfig } from './start-config.js';

/** The content's hls.js, and what is set in its config for a start. */
type Loading = AdLoading & { readonly start: StartConfig };

/** Ads in the content's element with hls.js. The only door of the code that is loaded with the first of them. */
export function reattachHls(around: Omit<SecondElementSurroundings, 'load'> & Loading): SecondElement {
  return reattach({ ...around, engine: engineOf(around, around.content) });
}

/** Warmed up from so far into its segment: hls.js would seek to where it was told to start, if the playhead is before that. */
const INTO_SECONDS = 0.1;

/** The same hls.js keeps its playlists fresh while it has no element, so the place where content goes on is known at once. */
function engineOf(loading: Loading, video: HTMLVideoElement): ReattachEngine {
  const { hls, start } = loading;
  const { Events } = hls.constructor as typeof Hls;
  let level = -1;
  /** What left the element. The application may load something else meanwhile, or be done with its player: nothing of that one's is for it. */
  let url: string | null = null;
  const isThere = (): boolean => hls.url === url;
  /** The application took the element from it meanwhile: content is not to come to it. */
  let isLeft = false;
  const leave = (): void => void (isLeft = true);
  const isOver = (): boolean => {
    hls.off(Events.MEDIA_DETACHING, leave);
    return isLeft && !hls.media;
  };
  const attach = (): void => {
    keepCues(hls);
    hls.attachMedia(video);
  };
  // Its controllers start from the config's place when they are attached; a level of its own would be tried out first.
  const startFrom = (place: { readonly startPosition?: number }): void =>
    start.set({ ...place, autoStartLoad: true, startFragPrefetch: true }, Events.MEDIA_ATTACHED, level);
  /** Where the edge is by now; a film, and what is not known yet, begins where the application has it begin. */
  const atEdge = (): { readonly startPosition?: number } => {
    const { liveSyncPosition: startPosition } = hls;
    return playingDetails(hls)?.live && startPosition !== null ? { startPosition } : {};
  };
  return {
    swapsAtOnce: true,
    detach() {
      ({ currentLevel: level, url } = hls);
      hls.detachMedia();
      isLeft = false;
      hls.on(Events.MEDIA_DETACHING, leave);
    },
    attach(fromSeconds) {
      if (isOver()) return;
      if (!isThere()) {
        if (hls.url !== null && !hls.media) attach();
        return;
      }
      if (hls.media) hls.detachMedia();
      startFrom(fromSeconds === undefined ? atEdge() : { startPosition: fromSeconds });
      attach();
      // It would go there by itself, a tick after its first fragment has been appended. Before there is metadata it is where playback starts.
      if (fromSeconds !== undefined) video.currentTime = fromSeconds;
    },
    /** It loads one fragment of each rendition while it has no element, and appends it when it has one. */
    warm(fromSeconds) {
      const next = hls.levels[level]?.details?.fragments.find(
        ({ start, duration }) => fromSeconds >= start && fromSeconds < start + duration,
      );
      if (!next || hls.media || !isThere()) return;
      const startSeconds = Math.min(fromSeconds, next.start + INTO_SECONDS);
      startFrom({ startPosition: startSeconds });
      hls.startLoad(startSeconds);
    },
    reload(startPosition) {
      // A place that was set for an attachment is of no use any more.
      start.giveBack();
      if (isOver()) return;
      if (hls.media) hls.detachMedia();
      attach();
      // Where it starts is read when the playlists are there, which is after the attachment.
      const from = startPosition !== undefined && isThere() && { startPosition };
      start.set({ autoStartLoad: true, ...from }, Events.LEVEL_LOADED);
      keepTracks(hls, false);
      keepQuality(hls);
      if (hls.url !== null) hls.loadSource(hls.url);
    },
    prepare: (ad, said) => (isHls(ad.mime) ? prepareHls(loading)(ad, said) : prepareFile(ad, said)),
  };
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
