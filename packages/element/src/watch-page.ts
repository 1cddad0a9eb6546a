import type { PlayerHost, Undo } from '@cutaway/core';
import { listen, together } from './listen.js';

/** Engines before Chromium 71 have it under this name only. */
type Old = Document & { readonly webkitFullscreenElement?: Element | null };
/** Safari's own way to let a picture float. */
type Floating = HTMLVideoElement & { readonly webkitPresentationMode?: string };

/**
 * Says when the picture fills the screen, and when the page goes to the background. On a TV, whose screen is always full,
 * the first never changes and is never told. A picture that floats over other pages is seen, wherever its page is.
 */
export function watchPage(video: HTMLVideoElement, tell: PlayerHost['tell']): Undo {
  const page = video.ownerDocument as Old;
  const isFull = (): boolean => {
    const element = page.fullscreenElement ?? page.webkitFullscreenElement;
    return !!element && element.contains(video);
  };
  const isFloating = (): boolean =>
    page.pictureInPictureElement === video || (video as Floating).webkitPresentationMode === 'picture-in-picture';
  const isHidden = (): boolean => page.hidden && !isFloating();
  const lookHidden = (): void => {
    if (isHidden() !== hidden) tell({ type: 'page', hidden: (hidden = !hidden) });
  };
  let full = isFull();
  let hidden = isHidden();
  if (full) tell({ type: 'fullscreen', on: true });
  if (hidden) tell({ type: 'page', hidden });
  return together([
    listen(page, ['fullscreenchange', 'webkitfullscreenchange'], () => {
      if (isFull() !== full) tell({ type: 'fullscreen', on: (full = !full) });
    }),
    listen(page, ['visibilitychange'], lookHidden),
    listen(video, ['enterpictureinpicture', 'leavepictureinpicture', 'webkitpresentationmodechanged'], lookHidden),
  ]);
}
