import type { Undo } from '@cutaway/core';
import { watchRendition, type RenditionKnown, type RenditionSurroundings } from '@cutaway/element/rendition';
import type { ShakaPlayer, ShakaTrack } from './shaka-player.js';

/** Shaka's estimate is a default until it has seen this much (`abr.advanced.minTotalBytes`). */
const MEASURED_BYTES = 128_000;
/** Captions that are in the picture's segments: over an ad they are its own. */
const EMBEDDED = /cea-?[67]08/;

/** Says what Shaka measures, shows and has chosen. */
export function watchShaka(player: ShakaPlayer, around: RenditionSurroundings): Undo {
  const activeText = (): ShakaTrack | undefined => player.getTextTracks().find(({ active }) => active);
  const look = (hides: boolean): RenditionKnown => {
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
      // Shaka 5 has no active track where none is to be seen; Shaka 4 may ask the one that an ad hides.
      text: !hides && player.isTextTrackVisible?.() === false ? null : chosen(activeText()),
    };
  };
  return watchRendition(around, look, () => {
    const text = activeText();
    return text && !EMBEDDED.test(text.mimeType ?? '') ? textBoxOf(around.content) : null;
  });
}

/** Where Shaka draws text in a page that has given it a container for that: beside the video, or around it. null: nowhere. */
function textBoxOf(video: HTMLVideoElement): HTMLElement | null {
  for (let around = video.parentElement; around; around = around.parentElement) {
    const box = Array.from(around.children).find(({ classList }) => classList.contains('shaka-text-container'));
    if (box) return box as HTMLElement;
  }
  return null;
}

function chosen(track: ShakaTrack | undefined) {
  if (!track) return null;
  const { language, roles } = track;
  return { language: language === 'und' ? null : language, role: roles.join(',') || null };
}
