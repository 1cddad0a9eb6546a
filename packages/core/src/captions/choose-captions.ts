import type { CaptionFile } from '@cutaway/model';
import type { ChosenTrack } from '../player-port.js';

/** In which notation a file is; null: none that is read here. Where its type says nothing its name may. */
export function notationOf({ type, url }: CaptionFile): 'vtt' | 'ttml' | null {
  const said = type || (/\.(\w+)(?:[?#]|$)/.exec(url)?.[1] ?? '');
  if (/vtt|srt|subrip/i.test(said)) return 'vtt';
  return /ttml|dfxp/i.test(said) ? 'ttml' : null;
}

/**
 * The file of an ad's captions for a viewer who has captions on: in the language of those, else of the sound that he hears, else one
 * that names no language, else the first.
 *
 * @returns null where none is in a notation that is read here.
 */
export function chooseCaptions(
  files: readonly CaptionFile[],
  text: ChosenTrack,
  audio: ChosenTrack | null,
): CaptionFile | null {
  const readable = files.filter((file) => notationOf(file) !== null);
  const inLanguage = (wanted: string | null | undefined): CaptionFile | undefined =>
    readable.find(({ language }) => !!wanted && !!language && primary(language) === primary(wanted));
  return (
    inLanguage(text.language) ??
    inLanguage(audio?.language) ??
    readable.find(({ language }) => language === null) ??
    readable[0] ??
    null
  );
}

/** ISO 639-2 says in three letters what BCP 47 says in two; both are found in the field. */
function primary(language: string): string {
  const [tag = ''] = language.toLowerCase().split(/[-_]/);
  try {
    // Came with Chromium 54.
    return Intl.getCanonicalLocales?.(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}
