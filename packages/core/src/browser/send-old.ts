import type { Undo } from '../player-port.js';
import type { HttpReply, HttpRequest } from '../ports.js';
import { bodyType } from './body-type.js';
import { rangeOf } from './range-of.js';

/** An image that nobody holds may be collected before it is asked for. */
const held = new Set<HTMLImageElement>();

/** XMLHttpRequest (no fetch before Chromium 42); without that an image, which can carry beacons only. */
export function sendOld(request: HttpRequest, begun?: (giveUp: Undo) => void): Promise<HttpReply> {
  return new Promise((done) => {
    const fail = (failure: 'timeout' | 'network') => (): void => done({ status: 0, text: '', failure });
    // An answer that may not be read is an error too: only a browser that is offline surely sent nothing.
    const unreadable = (): void =>
      request.use === 'beacon' && navigator.onLine ? done({ status: 200, text: '', failure: null }) : fail('network')();
    if (typeof XMLHttpRequest === 'function') ask(request, done, unreadable, fail('timeout'), begun);
    else if (request.use === 'beacon') show(request, unreadable, fail('timeout'));
    else fail('network')();
  });
}

function ask(
  { method, url, use, body, timeoutMs, credentials = 'include', range }: HttpRequest,
  done: (reply: HttpReply) => void,
  unreadable: () => void,
  late: () => void,
  begun?: (giveUp: Undo) => void,
): void {
  const asking = new XMLHttpRequest();
  asking.open(method, url);
  asking.timeout = timeoutMs;
  asking.withCredentials = use === 'beacon' && credentials === 'include';
  if (body !== undefined) asking.setRequestHeader('content-type', bodyType(use));
  if (range) asking.setRequestHeader('range', rangeOf(range));
  asking.onload = () => {
    const text = use === 'text' ? asking.responseText : '';
    const from = use === 'text' && asking.responseURL ? { url: asking.responseURL } : null; // not before Chromium 37
    done({ status: use === 'beacon' ? 200 : asking.status, text, failure: null, ...from });
  };
  asking.onerror = unreadable;
  asking.ontimeout = late;
  begun?.(() => asking.abort());
  asking.send(body ?? null);
}

function show({ url, timeoutMs, credentials }: HttpRequest, answered: () => void, late: () => void): void {
  const image = new Image();
  if (credentials === 'omit') image.crossOrigin = 'anonymous';
  const timer = setTimeout(() => end(late), timeoutMs);
  const end = (then: () => void): void => {
    clearTimeout(timer);
    held.delete(image);
    then();
  };
  image.onload = image.onerror = () => end(answered);
  held.add(image);
  image.src = url;
}
