import type { LoadedPlaylist, PlayerCommand, PlayerHost, PlayerPort } from '@cutaway/core';
import type Hls from 'hls.js';
import type { FragmentLoaderContext, HlsConfig } from 'hls.js';
import { adsOnDemand } from './ads-on-demand.js';
import { contentElement } from './content-element.js';
import { contentSound } from './content-sound.js';
import { hasSingleDecoder } from './has-single-decoder.js';
import { hearOnDemand, type EarsOnDemand } from './hear-on-demand.js';
import { isHls } from './is-hls.js';
import { together } from './listen.js';
import { measureOnDemand } from './measure-on-demand.js';
import { rewritePlaylists } from './rewrite-playlists.js';
import { splitSoundHoles } from './split-sound-holes.js';
import { turnOffInterstitials } from './turn-off-interstitials.js';
import { watchContent } from './watch-content.js';
import { watchFailures } from './watch-failures.js';
import { watchPage } from './watch-page.js';
import { watchQuality } from './watch-quality.js';
import { wrapLoader } from './wrap-loader.js';

export interface HlsjsOptions {
  /** Added to the config of the hls.js instances that play ads in a second element. */
  readonly adConfig?: Partial<HlsConfig>;
  /** An ad that is not ready this long after `prepare-ad` has failed with MEDIA_TIMEOUT. Default 3000. */
  readonly adReadyWithinMs?: number;
  /** Go on by itself after fatal errors of hls.js. Default true; false where the application does so. */
  readonly recover?: boolean;
  /**
   * Hear SCTE-35 inside of segments: emsg, ID3, PIDs of a transport stream. Default true, since no player tells them, and a look
   * at some heads of boxes is what they cost a stream that has none. Segments that are encrypted as a whole stay unheard.
   */
  readonly inband?: boolean;
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
  let host: PlayerHost | null = null;
  let ears: EarsOnDemand | null = null;
  const hookIn = () => [
    turnOffInterstitials(hls),
    rewritePlaylists(hls, (loaded, hand, request) => {
      const ask = (heard: LoadedPlaylist): void => hand(host ? askHost(host, heard) : heard.text);
      if (ears) ears.playlist(loaded, ask, request);
      else ask(loaded);
    }),
    splitSoundHoles(hls, (uri) => host?.soundHoleMs(uri) ?? 0),
    wrapLoader(hls.config, 'fLoader', ({ response, context }, hand) => {
      const { data } = response;
      // What an ad carries along is not said of the programme.
      const isContent = host?.soundHoleMs((context as FragmentLoaderContext).frag.url) === null;
      if (options.inband !== false && isContent && data instanceof ArrayBuffer)
        ears?.segment(data, context as FragmentLoaderContext);
      hand(response);
    }),
  ];
  let hooks = hookIn();
  let run: (command: PlayerCommand) => void = () => undefined;

  return {
    abilities: {
      name: 'hls.js',
      version: Player.version,
      rewritesPlaylists: true,
      secondElement: !hasSingleDecoder(navigator.userAgent),
      canPlay: (mime) => (isHls(mime) && Player.isSupported()) || video.canPlayType(mime) !== '',
    },
    connect(to) {
      if (host) throw new Error('Cannot connect player: it has a session, expected its undo to be called first');
      if (hooks.length === 0) hooks = hookIn();
      host = to;
      const isOurs = (): boolean => host === to;
      const tell: PlayerHost['tell'] = (fact) => {
        if (isOurs()) to.tell(fact);
      };
      const content = contentElement(hls, video, tell);
      const sound = contentSound(video, tell);
      const around = {
        hls,
        content: video,
        sound,
        tell,
        readyWithinMs: options.adReadyWithinMs ?? 3000,
        adConfig: options.adConfig ?? {},
        onContentLost: () => (video.error ? content.recover(true) : content.play()),
      };
      const ownEars = (ears = hearOnDemand(
        () => import('./hear-stream.js').then((code) => code.hearStream(around)),
        tell,
      ));
      const ads = adsOnDemand(() => import('./second-element.js').then((code) => code.secondElement(around)), around);
      const eyes = measureOnDemand(
        () => import('./watch-visibility.js').then((code) => code.watchVisibility),
        video,
        tell,
      );
      const undo = together([
        ...hooks.splice(0),
        sound.stop,
        watchContent(hls, video, tell),
        watchFailures(hls, tell, (isMediaError) => {
          if (options.recover !== false) content.recover(isMediaError);
        }),
        watchPage(video, tell),
        watchQuality(video, tell),
        ads.stop,
        ownEars.stop,
        eyes.stop,
      ]);
      run = (command) => {
        const shown = ads.shown();
        switch (command.type) {
          case 'reload-content':
            return content.reload();
          case 'seek-program':
            return content.seekProgram(command.programMs);
          case 'pause':
            return (shown?.video ?? video).pause();
          case 'play':
            return (shown ?? content).play();
          case 'measure-visibility':
            return eyes.set(command.on);
          default:
            return ads.run(command);
        }
      };
      return () => {
        if (!isOurs()) return;
        host = null;
        run = () => undefined;
        undo();
      };
    },
    run: (command) => run(command),
  };
}

/** A fault of the session must not cost the viewer the programme: then the playlist goes on as it came. */
function askHost(host: PlayerHost, loaded: Parameters<PlayerHost['playlist']>[0]): string {
  try {
    return host.playlist(loaded);
  } catch {
    return loaded.text;
  }
}
