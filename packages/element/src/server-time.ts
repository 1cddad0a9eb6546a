import { parseServerDate } from '@cutaway/signals/time';

/** A Date header is rounded down to the second (RFC 9110 §5.6.7). */
const HALF_MS = 500;

/**
 * Wall time by the Date header of an answer, where it may be read (another origin has to expose it), else by the device:
 * the clocks of TVs are wrong by hours. Milliseconds.
 */
export function serverTime(request: unknown): number {
  const serverMs = parseServerDate(dateHeader(request) ?? '');
  // eslint-disable-next-line no-restricted-properties -- what comes of it is in the text that the session is told
  return serverMs === null ? Date.now() : serverMs + HALF_MS;
}

/** All headers are asked for: a browser warns on its console about a single one that may not be read. */
function dateHeader(request: unknown): string | null {
  const { headers, getAllResponseHeaders } = (request ?? {}) as Partial<Response & XMLHttpRequest>;
  if (getAllResponseHeaders) return /^date:\s*(.*?)\s*$/im.exec(getAllResponseHeaders.call(request))?.[1] ?? null;
  return headers?.get('date') ?? null;
}
