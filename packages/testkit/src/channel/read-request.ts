import type { IncomingMessage } from 'node:http';

/** Characters of a body: an order is short. */
export const BODY_LIMIT = 65_536;

/** The decoded path of a request. null: it is no percent-encoded UTF-8 (RFC 3986 §2.1). */
export function readPath({ url = '/' }: Pick<IncomingMessage, 'url'>): string | null {
  try {
    // Put together, `//` is a path; read beside a base it would be a host.
    const { pathname } = url.startsWith('/') ? new URL(`http://channel${url}`) : new URL(url, 'http://channel');
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** The whole body; null where it is longer than it may be. It is read to its end in any case: who still sends hears no answer. */
export async function readBody(request: AsyncIterable<unknown>): Promise<string | null> {
  let text = '';
  let isLonger = false;
  for await (const chunk of request) {
    isLonger ||= text.length + String(chunk).length > BODY_LIMIT;
    if (!isLonger) text += String(chunk);
  }
  return isLonger ? null : text;
}
