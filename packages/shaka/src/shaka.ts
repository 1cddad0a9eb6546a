import type { PlayerPort, Undo } from '@cutaway/core';
import { elementPort, isHls, listen, type ElementOptions } from '@cutaway/element';
import type { HeardSegment } from '@cutaway/element/hear-stream';
import { isDash } from './is-dash.js';
import { keepTracks } from './keep-tracks.js';
import { readResponses } from './read-responses.js';
import type { ShakaConfig, ShakaPlayer } from './shaka-player.js';
import { createShakaTimeline } from './shaka-timeline.js';
import { spareSegments } from './spare-segments.js';
import { turnOffAds } from './turn-off-ads.js';
import { waitAtGaps } from './wait-at-gaps.js';
import { watchFailures, type Failures } from './watch-failures.js';
import { wrapLoad, type Loads } from './wrap-load.js';

export interface ShakaOptions extends ElementOptions {
  /** Added to the config of the Shaka Players that play ads in a second element. */
  readonly adConfig?: ShakaConfig;
}

/** What a player's class has beside: a class that an application made of it may have less. */
interface ShakaClass {
  readonly version?: string;
  isBrowserSupported?(this: void): boolean;
}

/**
 * A Shaka Player as a player port. To be called before `player.load`, so that no playlist is read unseen; a preload
 * (`player.preload`) counts as a load. Playlists of HLS are rewritten; an MPD is not, nor what the element plays natively.
 * @throws Error when a source is loaded already, or the player is destroyed.
 */
export function shaka(player: ShakaPlayer, video: HTMLVideoElement, options: ShakaOptions = {}): PlayerPort {
  const loaded = player.getAssetUri();
  if (loaded || !player.getNetworkingEngine()) {
    throw new Error(
      `Cannot rewrite playlists: Shaka ${loaded ? `loads ${loaded} already` : 'is destroyed'}, expected shaka(player, video) before player.load(url)`,
    );
  }
  const { isBrowserSupported, version = '' } = player.constructor as ShakaClass;
  const timeline = createShakaTimeline(player);
  let source: string | null = null;
  let failures: Failures | null = null;
  /** A load of ours that is on its way. */
  let load: Promise<void> | null = null;
  let loads: Loads;
  let choose: Undo = () => undefined;
  // What is at 0 has not begun, or is at its beginning: where that is, the application has said.
  const reload = (mediaSeconds = video.currentTime || undefined): Promise<void> => {
    const ofApplication = loads.ofApplication();
    if (loads.isAgain()) return ofApplication.then(() => undefined);
    const mine = ofApplication
      .then((isThere) => {
        if (isThere && load === mine && source !== null) {
          choose = keepTracks(player) ?? choose;
          return loads.load(source, loads.isLive() === false ? mediaSeconds : null).then(choose);
        }
        return undefined;
      })
      .catch((error) => failures?.onError(error))
      .then(() => {
        if (load === mine) load = null;
      });
    return (load = mine);
  };

  return elementPort<HeardSegment>(
    video,
    {
      name: 'Shaka Player',
      version: version.replace(/^v/, ''),
      plays: (mime) => (isHls(mime) || isDash(mime)) && isBrowserSupported?.() !== false,
      hookIn: (gate) => [
        turnOffAds(player),
        (loads = wrapLoad(
          player,
          () => source,
          (url) => gate.soundShiftMs(timeline.named(url)) != null,
          (error) => failures?.tellError(error),
        )).undo,
        waitAtGaps(player),
        readResponses(player, gate, timeline),
        spareSegments(player, gate, video),
        listen(player, ['loading', 'manifestparsed'], ({ type }) => {
          source = player.getAssetUri(); // Shaka 4 does not know it before the manifest is there
          if (type === 'loading') timeline.startAnew();
        }),
      ],
      spans: timeline.spans,
      latencySeconds: () => (player.isLive() ? player.seekRange().end - video.currentTime : null),
      watchFailures(tell, onFatal) {
        const { stop } = (failures = watchFailures(player, tell, onFatal, timeline.named));
        return () => {
          failures = null;
          stop();
        };
      },
      reload,
      recover: (isMediaError, mediaSeconds) =>
        load ?? (isMediaError || !player.retryStreaming() ? reload(mediaSeconds) : undefined),
      loadEars: (tell) => import('./hear-stream.js').then((code) => code.hearShaka(player, tell)),
      loadAds: (around) =>
        import('./second-element.js').then((code) =>
          code.adsOfShaka({ ...around, player, adConfig: options.adConfig ?? {}, ahead: timeline.ahead, loads }),
        ),
      loadRendition: (around) => import('./played-rendition.js').then((code) => code.watchShaka(player, around)),
    },
    options,
  );
}
