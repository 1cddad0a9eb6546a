import type { Undo } from '@cutaway/core';
import { listen, together } from '@cutaway/element';
import { chooseText } from '@cutaway/element/second-element';
import type { ShakaPlayer, ShakaTrack } from './shaka-player.js';

type WithText = Pick<
  ShakaPlayer,
  | 'addEventListener'
  | 'removeEventListener'
  | 'getTextTracks'
  | 'isTextTrackVisible'
  | 'selectTextTrack'
  | 'setTextTrackVisibility'
>;

/** The text of an ad's own media is on where the viewer reads that of content. He may change his mind meanwhile. */
export function followText(ad: WithText, content: WithText): Undo {
  const follow = (): void => {
    const read = readText(content);
    const chosen = read && chooseText(ad.getTextTracks(), read.language.replace('und', ''));
    if (chosen) {
      if (!chosen.active) ad.selectTextTrack(chosen);
      ad.setTextTrackVisibility?.(true);
    } else if (readText(ad)) {
      // Of Shaka 4 a track stays chosen, unseen; of 5 none is.
      if (ad.setTextTrackVisibility) ad.setTextTrackVisibility(false);
      else ad.selectTextTrack(null);
    }
  };
  return together([
    // Tracks of captions inside of the picture come when its manifest is read, too.
    listen(ad, ['trackschanged'], follow),
    listen(content, ['textchanged', 'texttrackvisibility'], follow),
  ]);
}

/** What is to be seen. */
const readText = (player: WithText): ShakaTrack | undefined =>
  player.isTextTrackVisible?.() === false ? undefined : player.getTextTracks().find(({ active }) => active);
