import type { Undo, ViewerIntent } from '@cutaway/core';
import { openIconFallback } from './icon-fallback.js';
import { type IconToDraw, openIcon } from './open-icon.js';
import type { Part } from './part.js';
import type { Stage } from './stage.js';
import type { Words } from './words.js';

/** The icons that the view names, each for its time; a click shows what they hold for it while the ad waits. */
export function createIcons(
  stage: Stage,
  words: Words,
  opensLinks: boolean,
  send: (intent: ViewerIntent) => void,
): Part {
  const open = new Map<string, Undo>();
  let closeFallback: Undo | null = null;
  let fallbackOf: string | null = null;

  const click = ({ adInstanceId, of, icon }: IconToDraw, from: HTMLElement) => {
    send({ type: 'part-clicked', adInstanceId, of });
    const isLink = opensLinks && icon.clickThrough !== null;
    if (isLink || icon.fallbackImages.length === 0 || closeFallback !== null) return;
    send({ type: 'pause' });
    fallbackOf = adInstanceId;
    closeFallback = openIconFallback(stage, words, icon.fallbackImages, () => {
      closeFallback = null;
      if (from.isConnected) from.focus();
      send({ type: 'resume' });
    });
  };
  const keepOnly = (keys: readonly string[]) => {
    open.forEach((undo, key) => {
      if (keys.indexOf(key) >= 0) return;
      open.delete(key);
      undo();
    });
  };
  return {
    show({ ad }) {
      const icons = ad?.icons ?? [];
      const keyOf = (of: string) => `${ad?.adInstanceId} ${of}`;
      // Whatever let the ad go on: the next one is not to play under it. First, so that its icon has focus to give back.
      if (ad?.adInstanceId !== fallbackOf) closeFallback?.();
      keepOnly(icons.map(({ of }) => keyOf(of)));
      if (ad === null) return;
      icons.forEach(({ of, icon }, place) => {
        if (open.has(keyOf(of))) return;
        const before = icons.slice(0, place).map((one) => one.icon);
        const wanted = { adInstanceId: ad.adInstanceId, of, icon, before };
        open.set(
          keyOf(of),
          openIcon(stage, words, wanted, send, (from) => click(wanted, from)),
        );
      });
    },
    undo() {
      closeFallback?.();
      keepOnly([]);
    },
  };
}
