import type { FetchedText } from '@cutaway/manifest';

/** Fetches a playlist. */
export type FetchText = (url: string) => Promise<FetchedText>;

const TIMEOUT_MS = 3000;

/**
 * A fetch of text that ends: after 3 s, or when `closing` says that the service stops.
 * @throws Error "Cannot fetch …" for no answer and for any status that is not 2xx.
 */
export function createFetchText(closing: AbortSignal): FetchText {
  return async (url) => {
    const response = await fetch(url, { signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]) });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`Cannot fetch ${url}: status is ${response.status}, expected 200`);
    }
    return { url: response.url, text: await response.text() };
  };
}
