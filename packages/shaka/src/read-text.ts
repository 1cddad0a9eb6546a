import type { ShakaPlayer, ShakaTrack } from './shaka-player.js';

/** What is to be seen. */
export const readText = (player: Pick<ShakaPlayer, 'isTextTrackVisible' | 'getTextTracks'>): ShakaTrack | undefined =>
  player.isTextTrackVisible?.() === false ? undefined : player.getTextTracks().find(({ active }) => active);
