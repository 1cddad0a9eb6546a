import type { Undo } from '@cutaway/core';
import { lendCaptions } from './lend-captions.js';
import { together } from './listen.js';
import { spanAt } from './program-time.js';
import type { PlayedContent } from './watch-content.js';
import { watchFrames } from './watch-frames.js';

/**
 * Subtitles of the programme are not shown over a stitched ad: their rendition is not stitched, so its cues go on. Captions that are in
 * the segments are the ad's own there, and are left to the viewer's wish.
 */
export function hideSubtitles(video: HTMLVideoElement, played: PlayedContent, isAd: (uri: string) => boolean): Undo {
  const subtitles = lendCaptions(
    video,
    () => [],
    ({ kind }) => kind === 'subtitles',
  );
  let isHidden = false;
  let url: string | undefined;
  let isOverAd = false;
  const set = (hide: boolean): void => {
    if (hide)
      subtitles.hide(); // again with each frame: a player may show them anew
    else if (isHidden) subtitles.restore();
    isHidden = hide;
  };
  return together([
    () => set(false),
    watchFrames(video, (seconds) => {
      const before = url;
      url = spanAt(played.spans(), seconds)?.url;
      if (url !== before) isOverAd = url !== undefined && isAd(url);
      set(isOverAd);
    }),
  ]);
}
