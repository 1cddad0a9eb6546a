import type { Undo } from '@cutaway/core';
import { watchRendition, type RenditionSurroundings } from '@cutaway/element/rendition';
import type Hls from 'hls.js';
import type { MediaPlaylist } from 'hls.js';
import { playingDetails } from './playing-details.js';

/** Says what hls.js measures, shows and has chosen. */
export function watchHls(hls: Hls, around: RenditionSurroundings): Undo {
  return watchRendition(around, (hides) => {
    const { bandwidthEstimate, audioTracks, subtitleTracks } = hls;
    // None before a segment is on the screen; until then the estimate is a default.
    const level = hls.levels[hls.currentLevel];
    const { fragments = [], edge = 0 } = playingDetails(hls) ?? {};
    return {
      throughputKbps: level && bandwidthEstimate > 0 ? bandwidthEstimate / 1000 : null,
      variant: level
        ? {
            bandwidth: level.bitrate || null,
            width: level.width || null,
            height: level.height || null,
            codecs: level.codecs || null,
          }
        : null,
      seekable: fragments[0] ? [fragments[0].start, edge] : null,
      audio: chosen(audioTracks[hls.audioTrack]),
      text: hls.subtitleDisplay || hides ? chosen(subtitleTracks[hls.subtitleTrack]) : null,
    };
  });
}

function chosen(track: MediaPlaylist | undefined) {
  return track ? { language: track.lang ?? null, role: track.characteristics ?? null } : null;
}
