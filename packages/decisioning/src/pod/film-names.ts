/** What VAST 4 writes where there is no identifier: it says nothing of a film. */
const UNKNOWN = 'unknown';

/** A film by its UniversalAdId, `registry id` or the id alone, for `PodCandidate.films`, whoever sells it. null: it has none. */
export function adIdName(universalAdId: string): string | null {
  const [registry = '', ...rest] = universalAdId.trim().toLowerCase().split(/\s+/);
  const id = rest.length > 0 ? rest.join(' ') : registry;
  if (id === '' || id === UNKNOWN) return null;
  return rest.length > 0 && registry !== UNKNOWN ? `ad-id:${registry} ${id}` : `ad-id:${id}`;
}

/** A film by one of its files. */
export const mediaName = (url: string): string => `media:${url}`;
