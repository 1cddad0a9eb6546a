import type { Undo } from '@cutaway/core';
import { readText } from './read-text.js';
import type { ShakaPlayer, ShakaSound, ShakaTrack } from './shaka-player.js';

/**
 * Notes which sound, text and quality the viewer has chosen, before the same stream is loaded anew; they are chosen again by what is given
 * back, once it is. null: none are known, as while a load is on its way. Shaka begins each load with what its configuration prefers,
 * without text; where it does not adapt, as the viewer's choice of a quality asks for, it stays with what it began with.
 */
export function keepTracks(player: ShakaPlayer): Undo | null {
  const sounds = (): readonly ShakaSound[] => player.getAudioTracks?.() ?? player.getVariantTracks();
  const sound = sounds().find(({ active }) => active);
  const text = readText(player);
  if (!sound) return null;
  const adapts = player.getConfiguration().abr?.enabled !== false;
  const quality = adapts ? undefined : player.getVariantTracks().find(({ active }) => active);
  return () => {
    const again = quality && player.getVariantTracks().find((one) => isSame(one, quality) && isAsGood(one, quality));
    if (again && !again.active) player.selectVariantTrack(again);
    // A variant has its sound with it.
    const now = sounds();
    const same = again ? undefined : now.find((one) => isSame(one, sound));
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

const isAsGood = (one: ShakaTrack, other: ShakaTrack): boolean =>
  one.bandwidth === other.bandwidth && one.height === other.height && one.codecs === other.codecs;
