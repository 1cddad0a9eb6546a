import type { WantedTrack } from './wanted-track.js';

/** What the captions of content and of an ad are read from. */
export type WithText = Pick<HTMLVideoElement, 'textTracks'>;

/** The text for a viewer who reads another in this language. Empty: it has none, as that of captions inside of the picture. */
export function chooseText<Text extends { readonly language: string }>(
  texts: readonly Text[],
  language: string,
): Text | undefined {
  const inOne = (wanted: string): Text | undefined => texts.find((text) => primary(text.language) === wanted);
  return (language && inOne(primary(language))) || inOne('') || texts[0];
}

const primary = (language: string): string => language.toLowerCase().split(/[-_]/)[0]?.replace('und', '') ?? '';

export const textOf = ({ textTracks }: WithText): WantedTrack[] => Array.from<WantedTrack>(textTracks).filter(isText);

/** Not what says something of the picture to scripts. */
export const isText = ({ kind }: TextTrack): boolean => kind === 'captions' || kind === 'subtitles';
