import { adMediaUris, readAdMedia, type AdMedia, type AdMediaFailure, type FetchedText } from '@cutaway/manifest';
import type { Ad, WallMs } from '@cutaway/model';
import type { FetchText } from './fetch-text.js';

/** Creatives whose playlists are remembered: every session of a break needs the same ones at once. */
const MAX_REMEMBERED = 200;
/** Signed addresses of segments expire, and a creative may be packaged anew under its address. */
const REMEMBERED_MS = 60_000;

type Playlists = readonly [FetchedText, ...FetchedText[]];

/** Reads the media of an ad. Failures come back as values: an ad that cannot be read is left out of its break. */
export type LoadAdMedia = (ad: Ad) => Promise<AdMedia | AdMediaFailure>;

export function createAdMediaLoader(fetchText: FetchText, nowMs: () => WallMs): LoadAdMedia {
  const remembered = new Map<string, { readonly fetched: Promise<Playlists>; readonly atMs: WallMs }>(); // the oldest first

  const fetchAll = async (url: string): Promise<Playlists> => {
    const main = await fetchText(url);
    return [main, ...(await Promise.all(adMediaUris(main).map((uri) => fetchAs(fetchText, uri))))];
  };
  const playlistsOf = (url: string): Promise<Playlists> => {
    const atMs = nowMs();
    const known = remembered.get(url);
    if (known !== undefined && Math.abs(atMs - known.atMs) < REMEMBERED_MS) return known.fetched;
    const fetched = fetchAll(url);
    remembered.delete(url);
    remembered.set(url, { fetched, atMs });
    fetched.catch(() => remembered.get(url)?.fetched === fetched && remembered.delete(url)); // a failure is not remembered
    if (remembered.size > MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    return fetched;
  };

  return async (ad) => {
    const file = ad.mediaFiles.find(({ type }) => /mpegurl/i.test(type));
    if (file === undefined) return { error: 'MEDIA_UNSUPPORTED', detail: `${ad.adId} has no HLS media file` };
    try {
      const [main, ...media] = await playlistsOf(file.url);
      return readAdMedia(ad.adInstanceId, main, media);
    } catch (error) {
      return { error: 'MEDIA_NOT_FOUND', detail: String(error) };
    }
  };
}

/** `readAdMedia` finds a playlist by the address that it asked for, and its segments by where that redirected to. */
async function fetchAs(fetchText: FetchText, url: string): Promise<FetchedText> {
  const { url: from, text } = await fetchText(url);
  return { url, text, from };
}
