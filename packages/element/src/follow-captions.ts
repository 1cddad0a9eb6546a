import type { Undo } from '@cutaway/core';
import { listen, together } from './listen.js';
import type { WantedTrack } from './wanted-track.js';

/** What the captions of content and of an ad are read from. */
type WithText = Pick<HTMLVideoElement, 'textTracks'>;

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

/** The text for a viewer who reads another in this language. Empty: it has none, as that of captions inside of the picture. */
export function chooseText<Text extends { readonly language: string }>(
  texts: readonly Text[],
  language: string,
): Text | undefined {
  const inOne = (wanted: string): Text | undefined => texts.find((text) => primary(text.language) === wanted);
  return (language && inOne(primary(language))) || inOne('') || texts[0];
}

const primary = (language: string): string => language.toLowerCase().split(/[-_]/)[0]?.replace('und', '') ?? '';

const textOf = ({ textTracks }: WithText): WantedTrack[] =>
  Array.from<WantedTrack>(textTracks).filter(({ kind }) => kind === 'captions' || kind === 'subtitles');
