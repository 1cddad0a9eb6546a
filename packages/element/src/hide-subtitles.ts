import type { Undo } from '@cutaway/core';
import { together } from './listen.js';
import { spanAt } from './program-time.js';
import type { PlayedContent } from './watch-content.js';
import type { WantedTrack } from './wanted-track.js';
import { watchFrames } from './watch-frames.js';

/**
 * Subtitles of the programme are not shown over a stitched ad: their rendition is not stitched, so its cues go on. They are still
 * read, so that no player loads them anew. Captions that are in the segments are the ad's own there, and are left to the viewer's wish.
 *
 * @param drawnIn where the player draws the programme's subtitles by itself, past the element's text tracks; null: nowhere now.
 */
export function hideSubtitles(
  video: HTMLVideoElement,
  played: PlayedContent,
  isAd: (uri: string) => boolean,
  drawnIn?: () => HTMLElement | null,
): Undo {
  let hidden: WantedTrack[] = [];
  let box: HTMLElement | null = null;
  let url: string | undefined;
  let isOverAd = false;
  const hide = (): void => {
    for (const track of Array.from<WantedTrack>(video.textTracks)) {
      if (track.kind !== 'subtitles' || track.mode !== 'showing') continue;
      track.mode = 'hidden';
      track.cutawayHides = true;
      if (!hidden.includes(track)) hidden.push(track);
    }
    const drawn = drawnIn?.() ?? null;
    if (drawn === box) return;
    showBox();
    box = drawn;
    if (box) box.style.visibility = 'hidden';
  };
  const showBox = (): void => {
    if (box) box.style.visibility = '';
    box = null;
  };
  /** What the viewer has turned off meanwhile stays off. */
  const restore = (): void => {
    for (const track of hidden) {
      track.cutawayHides = false;
      if (track.mode === 'hidden') track.mode = 'showing';
    }
    hidden = [];
    showBox();
  };
  return together([
    restore,
    watchFrames(video, (seconds) => {
      // Most streams have none, and this runs with each frame.
      if (video.textTracks.length === 0 && !drawnIn) return;
      const before = url;
      url = spanAt(played.spans(), seconds)?.url;
      if (url !== before) isOverAd = url !== undefined && isAd(url);
      if (isOverAd)
        hide(); // again with each frame: a player may show them anew
      else restore();
    }),
  ]);
}
