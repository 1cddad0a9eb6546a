import type { Undo } from '@cutaway/core';
import { chooseText, textOf, type WithText } from './choose-text.js';
import { listen, together } from './listen.js';

/**
 * Captions in an ad's own media are on where the viewer reads those of content: in the language of these, else in one that names none,
 * else the first. He may change his mind meanwhile.
 */
export function followCaptions(ad: WithText, content: WithText): Undo {
  const follow = (): void => {
    const wanted = textOf(content).find(
      ({ mode, cutawayHides }) => mode === 'showing' || (mode === 'hidden' && cutawayHides === true),
    );
    const tracks = textOf(ad);
    const chosen = wanted && chooseText(tracks, wanted.language);
    for (const track of tracks) {
      if (track === chosen) track.mode = 'showing';
      else if (track.mode === 'showing') track.mode = 'hidden';
    }
  };
  follow();
  return together([listen(ad.textTracks, ['addtrack'], follow), listen(content.textTracks, ['change'], follow)]);
}
