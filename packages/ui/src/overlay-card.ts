import type { NonLinear } from '@cutaway/model';
import { makeElement } from './make-element.js';
import * as css from './overlay.css.js';
import { overlayBox } from './overlay-box.js';
import type { Stage } from './stage.js';
import type { Words } from './words.js';

/** The elements of one overlay, not yet visible. */
export interface OverlayCard {
  readonly element: HTMLElement;
  readonly image: HTMLImageElement;
  readonly close: HTMLButtonElement;
  setOnScreen(onScreen: boolean): void;
  undo(): void;
}

/** Draws the image with its "Ad" mark and a close button, and keeps it in the lower third. */
export function drawOverlayCard(stage: Stage, words: Words, nonLinear: NonLinear): OverlayCard {
  const element = makeElement(stage.owner, 'div', 'overlay', css.overlay);
  const image = makeElement(stage.owner, 'img', 'overlay-image', css.image);
  image.alt = nonLinear.altText ?? words.overlay;
  if (nonLinear.clickThrough !== null) {
    image.tabIndex = 0;
    image.setAttribute('role', 'link');
  }
  const bar = makeElement(stage.owner, 'div', 'overlay-bar', css.bar);
  const mark = makeElement(stage.owner, 'span', 'overlay-mark', css.mark);
  mark.textContent = words.overlayMark;
  const close = makeElement(stage.owner, 'button', 'overlay-close', css.close);
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', words.closeOverlay);
  bar.appendChild(mark);
  bar.appendChild(close);
  element.appendChild(bar);
  element.appendChild(image);
  stage.element.appendChild(element);

  const place = (size = stage.size()): void => {
    const { width, height } = nonLinear;
    // Who does not say how large it is means the image as it comes.
    const isSaid = width > 0 && height > 0;
    const box = overlayBox(isSaid ? nonLinear : { width: image.naturalWidth, height: image.naturalHeight }, size);
    element.style.left = `${box.leftPx}px`;
    element.style.bottom = `${box.bottomPx}px`;
    element.style.width = `${box.widthPx}px`;
    element.style.height = `${box.heightPx}px`;
  };
  image.addEventListener('load', () => place());
  const unwatch = stage.onResize(place);
  return {
    element,
    image,
    close,
    setOnScreen(onScreen) {
      element.className = onScreen ? `${css.overlay} ${css.onScreen}` : css.overlay;
    },
    undo() {
      unwatch();
      element.remove();
    },
  };
}
