import { fillMacros } from '@cutaway/vast';
import { request } from 'undici';
import type { FetchTag } from '../demand.js';
import { openAgent, type IsOurs } from './open-agent.js';

/** Of a tag's answer: a VAST document with a pod is some 20 KB. */
const MAX_BYTES = 512 * 1024;
const MAX_REDIRECTS = 3;
const CONNECTIONS_PER_ORIGIN = 32;
const CONNECT_MS = 2000;

export interface TagFetcher {
  readonly fetch: FetchTag;
  close(): Promise<void>;
}

export interface TagFetcherOptions {
  readonly nowMs: () => number;
  /** At least 0, below 1. */
  readonly chance: () => number;
  readonly isOurs: IsOurs;
  readonly maxBytes?: number;
}

/**
 * Fetches the tags of wrappers in bids over HTTP, for the device that asked (VAST 4.3 §1.1.3: `X-Device-IP`, `X-Device-User-Agent`), with
 * its macros filled. null: no answer of 200 in time, one that is too long, too many redirects, or a private
 * address that is not ours.
 */
export function createTagFetcher({ nowMs, chance, isOurs, maxBytes = MAX_BYTES }: TagFetcherOptions): TagFetcher {
  const agent = openAgent({ connections: CONNECTIONS_PER_ORIGIN, connectMs: CONNECT_MS, isOurs });
  return {
    async fetch(tag, timeoutMs, { ip, userAgent }) {
      const context = {
        ...{ nowMs: nowMs(), cacheBusting: Math.floor(chance() * 100_000_000), serverSide: 2 as const },
        others: { DEVICEIP: ip, DEVICEUA: userAgent },
      };
      const signal = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
      const headers = {
        ...(ip !== null && { 'x-device-ip': ip, 'x-forwarded-for': ip }),
        ...(userAgent !== null && { 'x-device-user-agent': userAgent, 'user-agent': userAgent }),
      };
      let url = fillMacros(tag, context);
      try {
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
          const answer = await request(url, { dispatcher: agent, signal, headers });
          const { location } = answer.headers;
          if (answer.statusCode === 200) return await textOf(answer.body, maxBytes);
          await answer.body.dump();
          if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string') return null;
          url = new URL(location, url).href;
        }
        return null;
      } catch {
        return null;
      }
    },
    close: () => agent.destroy(),
  };
}

/** null: longer than that. Leaving the loop ends the answer and its connection. */
async function textOf(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
