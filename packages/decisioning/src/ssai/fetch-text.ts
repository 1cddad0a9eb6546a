import type { FetchedText } from '@cutaway/manifest';
import { fetch, type Dispatcher } from 'undici';
import { within } from './within.js';

/** Fetches a playlist. */
export type FetchText = (url: string) => Promise<FetchedText>;

const TIMEOUT_MS = 3000;
/** No playlist of a live channel comes near it. */
export const MAX_BYTES = 2 * 1024 * 1024;

/**
 * A fetch of text that ends: after 3 s, after 2 MB, or when `closing` says that the service stops. `agent`: who connects, where not
 * every address may be called.
 * @throws Error "Cannot fetch …" for no answer, for any status that is not 2xx, and for a body that is longer.
 */
export function createFetchText(closing: AbortSignal, agent?: Dispatcher): FetchText {
  return (url) =>
    within(TIMEOUT_MS, closing, async (signal) => {
      const response = await fetch(url, { signal, ...(agent && { dispatcher: agent }) });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`Cannot fetch ${url}: status is ${response.status}, expected 200`);
      }
      return { url: response.url, text: new TextDecoder().decode(await readBody(url, response)) };
    });
}

/** What an answer has of it. */
interface Body {
  readonly body: { getReader(): Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'> } | null;
}

/**
 * What its headers say of its length is not believed: it may be compressed, or endless.
 * @throws Error for a body that is longer.
 */
export async function readBody(url: string, { body }: Body, maxBytes = MAX_BYTES): Promise<Uint8Array> {
  if (body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); read.value; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length <= maxBytes) continue;
    await reader.cancel();
    throw new Error(`Cannot fetch ${url}: body is longer, expected at most ${maxBytes} bytes`);
  }
  return Buffer.concat(chunks);
}
