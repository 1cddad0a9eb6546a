import type { Undo } from '@cutaway/core';
import { readText } from './read-text.js';
import type { ShakaPlayer, ShakaSound } from './shaka-player.js';

/**
 * Notes which sound and text the viewer has chosen, before the same stream is loaded anew; they are chosen again by what is given back, once
 * it is. null: none are known, as while a load is on its way. Shaka begins each load with what its configuration prefers, without text.
 */
export function keepTracks(player: ShakaPlayer): Undo | null {
  const sounds = (): readonly ShakaSound[] => player.getAudioTracks?.() ?? player.getVariantTracks();
  const sound = sounds().find(({ active }) => active);
  const text = readText(player);
  if (!sound) return null;
  return () => {
    const now = sounds();
    const same = now.find((one) => isSame(one, sound));
    if (same && !now.some((one) => one.active && isSame(one, sound))) {
      if (player.selectAudioTrack) player.selectAudioTrack(same);
      else player.selectAudioLanguage?.(same.language, same.roles[0] ?? '');
    }
    const read = text && player.getTextTracks().find((one) => isSame(one, text));
    if (!read) return;
    if (!read.active) player.selectTextTrack(read);
    player.setTextTrackVisibility?.(true);
  };
}

const isSame = (one: ShakaSound, other: ShakaSound): boolean =>
  one.language === other.language && one.label === other.label && one.roles.join() === other.roles.join();
