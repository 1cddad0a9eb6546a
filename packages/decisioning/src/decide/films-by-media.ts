import type { Creative } from '../catalogue/catalogue.js';
import { mediaName } from '../pod/film-names.js';

/** By the name of a media file the catalogue's films that have it. */
export type FilmsByMedia = ReadonlyMap<string, readonly string[]>;

/**
 * By which files a bid's film is known to be one of the catalogue's. Line items do not carry these names themselves: the solver looks at
 * all names of all candidates, and a film has many files.
 */
export function filmsByMedia(creatives: Iterable<Creative>): FilmsByMedia {
  const films = new Map<string, string[]>();
  for (const { id, mediaFiles } of creatives)
    for (const { url } of mediaFiles) {
      const name = mediaName(url);
      const known = films.get(name);
      if (known === undefined) films.set(name, [`id:${id}`]);
      else known.push(`id:${id}`);
    }
  return films;
}

/** The names of a film, with those that the catalogue has for it. */
export function namesIn(known: FilmsByMedia, films: readonly string[]): readonly string[] {
  const more = films.flatMap((film) => known.get(film) ?? []);
  return more.length === 0 ? films : [...new Set([...films, ...more])];
}
