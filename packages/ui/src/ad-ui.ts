import type { AdView, UiPort } from '@cutaway/core';
import { createAnnouncer } from './announcer.js';
import { createBadge } from './badge.js';
import { createCaptions } from './captions.js';
import { createIcons } from './icons.js';
import { createOverlay } from './overlay.js';
import { createSkipButton } from './skip-button.js';
import { attachStage } from './stage.js';
import { ENGLISH, type Words } from './words.js';

export interface AdUiOptions {
  /** Margin kept free at each edge, in percent of the container. Default 5, as TVs need it. */
  readonly safeAreaPercent?: number;
  /** Move focus to the skip button as soon as it can be used, and back afterwards. Default true. */
  readonly focusSkip?: boolean;
  /** The application opens what an icon leads to (session event `click`); else the icon's own picture is shown. Default false, as on TVs. */
  readonly opensLinks?: boolean;
  /** Texts in another language; English where left out. */
  readonly words?: Partial<Words>;
}

const NOTHING: AdView = { ad: null, overlay: null };

/**
 * The default look of ads: badge, captions, skip button, industry icons and one overlay, in a layer over `container` (the element around the
 * video). It keeps nothing of its own about ads: it shows the last view and sends what the viewer does.
 */
export function adUi(container: HTMLElement, options: AdUiOptions = {}): UiPort {
  const words: Words = { ...ENGLISH, ...options.words };
  let view = NOTHING;
  let draw: ((view: AdView) => void) | null = null;

  return {
    connect(send) {
      if (draw !== null) throw new Error('Cannot connect UI: it shows another session, expected one at a time');
      const stage = attachStage(container, options.safeAreaPercent ?? 5, words.region);
      const parts = [
        createAnnouncer(stage, words),
        createBadge(stage, words),
        createCaptions(stage),
        createIcons(stage, words, options.opensLinks ?? false, send),
        createOverlay(stage, words, send),
        createSkipButton(stage, words, options.focusSkip ?? true, send),
      ];
      const mine = (next: AdView) => parts.forEach((part) => part.show(next));
      draw = mine;
      mine(view);
      return () => {
        if (draw !== mine) return;
        draw = null;
        view = NOTHING;
        parts.forEach((part) => part.undo());
        stage.undo();
      };
    },
    show(next) {
      view = next;
      draw?.(next);
    },
  };
}
