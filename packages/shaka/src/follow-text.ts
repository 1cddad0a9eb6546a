import type { Undo } from '@cutaway/core';
import { listen, together } from '@cutaway/element';
import { chooseText } from '@cutaway/element/second-element';
import { readText } from './read-text.js';
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

/**
 * The text of an ad's own media is on where the viewer reads that of content.
 *
 * @param read what he reads of it, as `readText` says.
 * @param changes where he may change his mind meanwhile; left out: content is away.
 */
export function followText(
  ad: WithText,
  read: () => ShakaTrack | undefined,
  changes?: Pick<WithText, 'addEventListener' | 'removeEventListener'>,
): Undo {
  const follow = (): void => {
    const wanted = read();
    const chosen = wanted && chooseText(ad.getTextTracks(), wanted.language.replace('und', ''));
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
    ...(changes ? [listen(changes, ['textchanged', 'texttrackvisibility'], follow)] : []),
  ]);
}
