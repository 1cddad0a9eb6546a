import type { Undo } from '@cutaway/core';
import { makeElement } from './make-element.js';
import { stage as stageClass } from './stage.css.js';
import { measureStage, type StageSize } from './stage-size.js';

/** The transparent layer over the video on which all parts stand. */
export interface Stage {
  readonly element: HTMLElement;
  readonly owner: Document;
  size(): StageSize;
  /** Called at once and whenever the container changes its size. */
  onResize(run: (size: StageSize) => void): Undo;
  undo(): void;
}

/**
 * Lays the layer over the container. Text is in `em` of a font size that follows the container, so that it reads the
 * same from the sofa at 720p, 1080p and 2160p.
 */
export function attachStage(container: HTMLElement, safeAreaPercent: number, label: string): Stage {
  const owner = container.ownerDocument;
  const view = owner.defaultView;
  const element = makeElement(owner, 'div', 'stage', stageClass);
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', label);
  // The layer lets through what hits no part of it: who clicks a part means that alone, and not the player around.
  element.addEventListener('click', (event) => event.stopPropagation());
  const unplace = placeInside(container);
  container.appendChild(element);

  const listeners = new Set<(size: StageSize) => void>();
  const size = () => measureStage(container.clientWidth, container.clientHeight, safeAreaPercent);
  const resize = () => {
    const now = size();
    element.style.fontSize = `${now.textPx}px`;
    listeners.forEach((run) => run(now));
  };
  // ResizeObserver came with Chromium 64; before that a TV app only changes size with its window.
  const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(resize) : null;
  observer?.observe(container);
  view?.addEventListener('resize', resize);
  resize();

  return {
    element,
    owner,
    size,
    onResize(run) {
      listeners.add(run);
      run(size());
      return () => void listeners.delete(run);
    },
    undo() {
      observer?.disconnect();
      view?.removeEventListener('resize', resize);
      listeners.clear();
      element.remove();
      unplace();
    },
  };
}

/** An absolutely placed layer needs a placed parent; a host that has none is given one, for as long as we stay. */
function placeInside(container: HTMLElement): Undo {
  const position = container.ownerDocument.defaultView?.getComputedStyle(container).position ?? '';
  if (position !== 'static' && position !== '') return () => {};
  const before = container.style.position;
  container.style.position = 'relative';
  return () => {
    container.style.position = before;
  };
}
