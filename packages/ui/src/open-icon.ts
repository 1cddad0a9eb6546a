import type { Undo, ViewerIntent } from '@cutaway/core';
import type { Icon } from '@cutaway/model';
import { afterPaint } from './after-paint.js';
import * as css from './icon.css.js';
import { iconBox } from './icon-box.js';
import { loadImage } from './load-image.js';
import { makeElement } from './make-element.js';
import { rememberFocus } from './remember-focus.js';
import type { Stage } from './stage.js';
import { watchClick } from './watch-click.js';
import type { Words } from './words.js';

/** One icon to draw: `of` is its name in the ad, `before` what may stand in the same corner already. */
export interface IconToDraw {
  readonly adInstanceId: string;
  readonly of: string;
  readonly icon: Icon;
  readonly before: readonly Icon[];
}

/**
 * Draws an icon's image, and says so once it is painted. One without an image is the application's to draw. `onClick` is called
 * for those that lead somewhere.
 */
export function openIcon(
  stage: Stage,
  words: Words,
  { adInstanceId, of, icon, before }: IconToDraw,
  send: (intent: ViewerIntent) => void,
  onClick: (from: HTMLElement) => void,
): Undo {
  const url = icon.resources.filter(({ type }) => type === 'static')[0]?.content;
  if (url === undefined) return () => undefined;
  const image = makeElement(stage.owner, 'img', 'icon', css.icon);
  image.alt = icon.altText ?? words.icon;
  if (icon.hoverText !== null) image.title = icon.hoverText;
  const isLink = icon.clickThrough !== null || icon.fallbackImages.length > 0;
  if (isLink) {
    image.tabIndex = 0;
    image.setAttribute('role', 'button');
  }
  stage.element.appendChild(image);
  const focus = rememberFocus(image);
  const unplace = stage.onResize((size) => {
    const box = iconBox(icon, size, before);
    image.style.left = `${box.leftPx}px`;
    image.style.top = `${box.topPx}px`;
    image.style.width = `${box.widthPx}px`;
    image.style.height = `${box.heightPx}px`;
  });
  const unwatch = isLink ? watchClick(image, () => onClick(image)) : () => undefined;
  let stop = loadImage(
    image,
    url,
    () => {
      image.className = `${css.icon} ${css.drawn}`;
      stop = afterPaint(() => send({ type: 'part-shown', adInstanceId, of }));
    },
    (detail) => send({ type: 'part-failed', adInstanceId, of, detail }),
  );
  return () => {
    stop();
    unwatch();
    unplace();
    focus.giveBack();
    focus.undo();
    image.remove();
  };
}
