import type { PlayerCommand, PlayerHost, PlayerPort } from '@cutaway/core';
import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import { adElements } from './ad-elements.js';
import { contentElement } from './content-element.js';
import { contentSound } from './content-sound.js';
import { hasSingleDecoder } from './has-single-decoder.js';
import { together } from './listen.js';
import { HLS_MIME, loadAdMedia } from './load-ad-media.js';
import { rewritePlaylists } from './rewrite-playlists.js';
import { splitSoundHoles } from './split-sound-holes.js';
import { turnOffInterstitials } from './turn-off-interstitials.js';
import { watchContent } from './watch-content.js';
import { watchFailures } from './watch-failures.js';

export interface HlsjsOptions {
  /** Added to the config of the hls.js instances that play ads in a second element. */
  readonly adConfig?: Partial<HlsConfig>;
  /** An ad that is not ready this long after `prepare-ad` has failed with MEDIA_TIMEOUT. Default 3000. */
  readonly adReadyWithinMs?: number;
  /** Go on by itself after fatal errors of hls.js. Default true; false where the application does so. */
  readonly recover?: boolean;
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
  const hookIn = () => [
    turnOffInterstitials(hls),
    rewritePlaylists(hls, (loaded) => (host ? askHost(host, loaded) : loaded.text)),
    splitSoundHoles(hls, (uri) => host?.soundHoleMs(uri) ?? 0),
  ];
  let hooks = hookIn();
  let run: (command: PlayerCommand) => void = () => undefined;

  return {
    abilities: {
      name: 'hls.js',
      rewritesPlaylists: true,
      secondElement: !hasSingleDecoder(navigator.userAgent),
      canPlay: (mime) => (HLS_MIME.test(mime) && Player.isSupported()) || video.canPlayType(mime) !== '',
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
      const ads = adElements(
        {
          content: video,
          tell,
          readyWithinMs: options.adReadyWithinMs ?? 3000,
          load: (element, ad, onFailed) =>
            loadAdMedia(hls, element, ad, { adConfig: options.adConfig ?? {}, onFailed }),
          onContentLost: () => (video.error ? content.recover(true) : content.play()),
        },
        sound,
      );
      const undo = together([
        ...hooks.splice(0),
        sound.stop,
        watchContent(hls, video, tell),
        watchFailures(hls, tell, (isMediaError) => {
          if (options.recover !== false) content.recover(isMediaError);
        }),
        ads.stop,
      ]);
      run = (command) => obey(command, { content, ads, video });
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

function obey(
  command: PlayerCommand,
  {
    content,
    ads,
    video,
  }: {
    content: ReturnType<typeof contentElement>;
    ads: ReturnType<typeof adElements>;
    video: HTMLVideoElement;
  },
): void {
  switch (command.type) {
    case 'prepare-ad':
      return ads.prepare(command);
    case 'show-ad':
      return ads.show(command.adInstanceId);
    case 'drop-ad':
      return ads.drop(command.adInstanceId);
    case 'show-content':
      return ads.showContent();
    case 'reload-content':
      return content.reload();
    case 'seek-program':
      return content.seekProgram(command.programMs);
    case 'pause':
      return (ads.shown()?.video ?? video).pause();
    case 'play':
      return (ads.shown() ?? content).play();
  }
}
