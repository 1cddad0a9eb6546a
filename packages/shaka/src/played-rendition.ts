import type { Undo } from '@cutaway/core';
import { watchRendition, type RenditionSurroundings } from '@cutaway/element/rendition';
import type { ShakaPlayer, ShakaTrack } from './shaka-player.js';

/** Shaka's estimate is a default until it has seen this much (`abr.advanced.minTotalBytes`). */
const MEASURED_BYTES = 128_000;

/** Says what Shaka measures, shows and has chosen. */
export function watchShaka(player: ShakaPlayer, around: RenditionSurroundings): Undo {
  return watchRendition(around, () => {
    const { estimatedBandwidth, bytesDownloaded = 0 } = player.getStats();
    const variant = player.getVariantTracks().find(({ active }) => active);
    const { start, end } = player.seekRange();
    return {
      throughputKbps: bytesDownloaded >= MEASURED_BYTES ? estimatedBandwidth / 1000 : null,
      variant: variant
        ? {
            bandwidth: variant.bandwidth || null,
            width: variant.width ?? null,
            height: variant.height ?? null,
            codecs: variant.codecs,
          }
        : null,
      seekable: [start, end],
      audio: chosen(variant),
      // Shaka 5 has no active track where none is to be seen.
      text:
        player.isTextTrackVisible?.() === false ? null : chosen(player.getTextTracks().find(({ active }) => active)),
    };
  });
}

function chosen(track: ShakaTrack | undefined) {
  if (!track) return null;
  const { language, roles } = track;
  return { language: language === 'und' ? null : language, role: roles.join(',') || null };
}
