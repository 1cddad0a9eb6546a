import type { LoadedPlaylist, Undo } from '@cutaway/core';
import { withoutDeltaOffer } from '@cutaway/element';
import type Hls from 'hls.js';
import type { LoaderContext, LoaderResponse, PlaylistLoaderContext } from 'hls.js';
import { wrapLoader } from './wrap-loader.js';

/**
 * Puts `rewrite` between the network and hls.js for every media playlist. It hands on the text that hls.js shall read, now or
 * later. `request`: what the playlist was loaded with.
 */
export function rewritePlaylists(
  hls: Hls,
  rewrite: (loaded: LoadedPlaylist, hand: (text: string) => void, request: unknown) => void,
): Undo {
  return wrapLoader(hls.config, 'pLoader', ({ response, context, request }, hand) => {
    const loaded = describePlaylist(hls, response, context);
    if (!loaded) return hand(response);
    rewrite(loaded, (text) => hand({ ...response, data: withoutDeltaOffer(text) }), request);
  });
}

const ofTrack: Readonly<Record<string, LoadedPlaylist['kind']>> = { audioTrack: 'audio', subtitleTrack: 'text' };

/** What was loaded, or null where it is no media playlist. */
function describePlaylist(hls: Hls, response: LoaderResponse, asked: LoaderContext): LoadedPlaylist | null {
  const context = asked as PlaylistLoaderContext;
  const text = response.data;
  if (typeof text !== 'string') return null;
  const url = new URL(response.url || context.url, location.href).href;
  const { type } = context as { type: string };
  // A source that is a media playlist itself is loaded as a manifest first, then as level 0.
  if (type === 'manifest' ? !/^#EXTINF:/m.test(text) : !/^(level|audioTrack|subtitleTrack)$/.test(type)) return null;
  const level = hls.levels[context.level ?? -1];
  const sounds = hls.allAudioTracks.filter(({ groupId }) => level?.hasAudioGroup(groupId));
  // One without an address of its own is in the picture's segments, whatever else the viewer may choose.
  const isApart = sounds.length > 0 && sounds.every((track) => track.url);
  return {
    url,
    kind: ofTrack[type] ?? (isApart ? 'video' : 'muxed'),
    bandwidth: level ? Number(level.attrs['BANDWIDTH']) || level.bitrate || null : null,
    codecs: (type === 'audioTrack' ? soundOf(hls, context.groupId)?.audioCodec : level?.attrs['CODECS']) ?? null,
    text,
  };
}

/** One of a group: hls.js gives all of them the codec that the variants of the group name. */
const soundOf = (hls: Hls, groupId: string | undefined) =>
  hls.allAudioTracks.find((track) => track.groupId === groupId);
