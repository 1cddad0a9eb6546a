import type { FileFetch, FilePart } from '../catalogue/find-index.js';

const TIMEOUT_MS = 5000;
/** All of a file, for its sound. */
const WHOLE_WITHIN_MS = 60_000;
/** Three minutes at 25 Mbit/s have 560 MB: what is longer is heard to here. */
const MOST_BYTES = 600 * 1024 * 1024;
/** Of a server that gives no parts: so far it is read to one. */
const MOST_AHEAD = 64 * 1024 * 1024;
const NOT_THERE = 416;

/**
 * Fetches as a video element does whose source is a file: servers need not let its page read it.
 * @throws Error (rejects) "Cannot fetch …" for no answer and any status that is not 2xx.
 */
export function createFileFetch(closing: AbortSignal): FileFetch {
  const get = (url: string, withinMs: number, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, { headers, signal: AbortSignal.any([closing, AbortSignal.timeout(withinMs)]) });

  async function refuseOdd(url: string, response: Response): Promise<void> {
    if (response.ok) return;
    await response.body?.cancel();
    throw new Error(`Cannot fetch ${url}: status is ${response.status}, expected 200 or 206`);
  }

  return {
    async part(url, { offset, length }): Promise<FilePart> {
      const response = await get(url, TIMEOUT_MS, { range: `bytes=${offset}-${offset + length - 1}` });
      if (response.status === NOT_THERE) {
        await response.body?.cancel();
        return { bytes: new Uint8Array(0), ofBytes: null };
      }
      await refuseOdd(url, response);
      const ofBytes = lengthOf(response);
      if (response.status === 206) return { bytes: await readFirst(response, length), ofBytes };
      if (offset + length <= MOST_AHEAD)
        return { bytes: (await readFirst(response, offset + length)).subarray(offset), ofBytes };
      await response.body?.cancel();
      throw new Error(
        `Cannot fetch a part of ${url}: status is 200, expected 206 for what is behind ${MOST_AHEAD} bytes`,
      );
    },
    async *whole(url) {
      const response = await get(url, WHOLE_WITHIN_MS);
      await refuseOdd(url, response);
      let bytes = 0;
      for await (const part of chunksOf(response)) {
        yield part;
        bytes += part.length;
        if (bytes > MOST_BYTES) return;
      }
    },
  };
}

/** Fewer where it ends before. */
async function readFirst(response: Response, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of chunksOf(response)) {
    chunks.push(chunk);
    read += chunk.length;
    if (read >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** Of the whole file (RFC 9110 §14.4, §8.6). What is compressed has another length than its media. */
function lengthOf({ status, headers }: Response): number | null {
  if (headers.has('content-encoding')) return null;
  const said = status === 206 ? headers.get('content-range')?.split('/')[1] : headers.get('content-length');
  return Number(said) || null;
}

/** Who stops asking for more ends the answer. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (let read = await reader.read(); read.value; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
