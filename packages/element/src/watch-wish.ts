import type { Undo } from '@cutaway/core';
import { listen } from './listen.js';

/**
 * Whether an element is to play. `paused` does not say so: a new source, also one that the player takes by itself, pauses an element
 * without an event, and media that do not decode pause it with one, which nobody wished.
 */
export function watchWish(video: HTMLVideoElement): { readonly isToPlay: () => boolean; readonly stop: Undo } {
  let isToPlay = !video.paused;
  return {
    isToPlay: () => isToPlay,
    // Events of another element come here on some TVs: what they say must be true of this one, or may be while it has nothing.
    stop: listen(video, ['play', 'pause'], ({ type }) => {
      if (type === 'play' || !video.error) isToPlay = !video.paused || (type === 'play' && video.readyState < 1);
    }),
  };
}
