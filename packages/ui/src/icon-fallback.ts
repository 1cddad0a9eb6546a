import type { Undo } from '@cutaway/core';
import type { IconFallbackImage } from '@cutaway/model';
import * as css from './icon.css.js';
import { loadImage } from './load-image.js';
import { makeElement } from './make-element.js';
import type { Stage } from './stage.js';
import { watchBack } from './watch-back.js';
import { watchClick } from './watch-click.js';
import type { Words } from './words.js';

/**
 * What a click on an icon shows where no browser can open (VAST 4.2 §3.11.6): fetched now and not before, over everything, until
 * Back, OK or a click. `onGone` is called once, however it goes.
 */
export function openIconFallback(
  stage: Stage,
  words: Words,
  images: readonly IconFallbackImage[],
  onGone: () => void,
): Undo {
  const best = bestFor(images, stage.size().widthPx);
  const image = makeElement(stage.owner, 'img', 'icon-fallback', css.fallback);
  image.alt = best.altText ?? words.icon;
  image.tabIndex = 0;
  stage.element.appendChild(image);
  image.focus();
  let isOpen = true;
  const close = () => {
    if (!isOpen) return false;
    isOpen = false;
    stop();
    unwatch.forEach((undo) => undo());
    image.remove();
    onGone();
    return true;
  };
  const unwatch = [watchBack(stage.owner, close), watchClick(image, () => void close())];
  const stop = loadImage(
    image,
    best.imageUrl,
    () => undefined,
    () => void close(),
  );
  return () => void close();
}

/** The smallest that fills the screen, else the largest. */
function bestFor(images: readonly IconFallbackImage[], widthPx: number): IconFallbackImage {
  const bySize = [...images].sort((a, b) => (a.width ?? 0) - (b.width ?? 0));
  const best = bySize.filter(({ width }) => (width ?? 0) >= widthPx)[0] ?? bySize[bySize.length - 1];
  if (best === undefined) throw new Error('Cannot show what an icon leads to: it has no image, expected one at least');
  return best;
}
