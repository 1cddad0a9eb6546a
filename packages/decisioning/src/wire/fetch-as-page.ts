import type { ByteRange } from '@cutaway/manifest';
import type { PageFetch } from '../catalogue/probe-hls.js';
import { readBody } from '../ssai/fetch-text.js';

const TIMEOUT_MS = 5000;
/** A segment of 10 s at 25 Mbit/s has 31 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Fetches as a player does whose page is of `origin`: players that feed a Media Source may read only what the server lets them (CORS).
 * @param origin what the page says of itself: `null` is what packaged applications of televisions say.
 * @throws Error (rejects) "Cannot fetch …" for no answer and any status that is not 2xx, "Cannot read …" where the page may not.
 */
export function createPageFetch(closing: AbortSignal, origin = 'null'): PageFetch {
  async function get(url: string, range: ByteRange | null): Promise<Response> {
    const wanted = range && { range: `bytes=${range.offset}-${range.offset + range.length - 1}` };
    const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { headers: { origin, ...wanted }, signal });
    const allowed = response.headers.get('access-control-allow-origin');
    if (response.ok && (allowed === '*' || allowed === origin)) return response;
    await response.body?.cancel();
    if (!response.ok) throw new Error(`Cannot fetch ${url}: status is ${response.status}, expected 200`);
    const said = allowed === null ? 'missing' : `"${allowed}"`;
    throw new Error(
      `Cannot read ${url} in a page of origin ${origin}: access-control-allow-origin is ${said}, expected * or ${origin}`,
    );
  }
  return {
    async text(url) {
      const response = await get(url, null);
      return { url: response.url, text: new TextDecoder().decode(await readBody(url, response)) };
    },
    bytes: async (url, range) => readBody(url, await get(url, range), MOST_BYTES),
  };
}
