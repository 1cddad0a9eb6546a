import type { LoadedPlaylist, Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { HlsConfig, Loader, LoaderResponse, PlaylistLoaderContext } from 'hls.js';

type PlaylistLoader = Loader<PlaylistLoaderContext>;
type PlaylistLoaderClass = new (config: HlsConfig) => PlaylistLoader;

/** An origin that offers delta updates (EXT-X-SKIP) is asked for them; one that does not offer them sends whole playlists. */
const DELTA_OFFER = /^(#EXT-X-SERVER-CONTROL:.*?)CAN-SKIP-UNTIL=[^,\r\n]*,?/m;

/**
 * Puts `rewrite` between the network and hls.js for every media playlist. The loader is the one that was configured, with
 * only its success callback replaced: retries, timeouts, statistics and headers stay as they are.
 */
export function rewritePlaylists(hls: Hls, rewrite: (loaded: LoadedPlaylist) => string): Undo {
  const { config } = hls;
  const configured = config.pLoader;
  const Base = configured ?? (config.loader as unknown as PlaylistLoaderClass);
  // Called with `new`: an object that a constructor returns stands in for `this`.
  function RewritingLoader(ofConfig: HlsConfig): PlaylistLoader {
    const loader = new Base(ofConfig);
    const load = loader.load.bind(loader);
    loader.load = (asked, settings, callbacks) => {
      load(asked, settings, {
        ...callbacks,
        onSuccess(response, stats, context, details) {
          const loaded = describePlaylist(hls, response, context);
          const handed = loaded ? { ...response, data: rewrite(loaded).replace(DELTA_OFFER, '$1') } : response;
          callbacks.onSuccess(handed, stats, context, details);
        },
      });
    };
    return loader;
  }
  const ours = RewritingLoader as unknown as PlaylistLoaderClass;
  config.pLoader = ours;
  return () => {
    if (config.pLoader !== ours) return;
    if (configured) config.pLoader = configured;
    else delete config.pLoader;
  };
}

/** What was loaded, or null where it is no media playlist of sound or picture. */
function describePlaylist(hls: Hls, response: LoaderResponse, context: PlaylistLoaderContext): LoadedPlaylist | null {
  const text = response.data;
  if (typeof text !== 'string') return null;
  const url = new URL(response.url || context.url, location.href).href;
  const { type } = context as { type: string };
  // A source that is a media playlist itself is loaded as a manifest first, then as level 0.
  if (type === 'manifest' ? !/^#EXTINF:/m.test(text) : !/^(level|audioTrack)$/.test(type)) return null;
  const level = hls.levels[context.level ?? -1];
  const isApart = hls.allAudioTracks.some((track) => track.url && level?.hasAudioGroup(track.groupId));
  return {
    url,
    kind: type === 'audioTrack' ? 'audio' : isApart ? 'video' : 'muxed',
    bandwidth: level ? Number(level.attrs['BANDWIDTH']) || level.bitrate || null : null,
    text,
  };
}
