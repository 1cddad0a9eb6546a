import type { Undo } from '../player-port.js';
import type { HttpReply, HttpRequest } from '../ports.js';
import { bodyType } from './body-type.js';
import { rangeOf } from './range-of.js';

/** Browsers refuse more than 64 KiB of bodies that outlive their pages, all requests together. */
const KEEPALIVE_CHARS = 60_000;

/** Sends by fetch; where there is none, by what older engines have, which only they load: with the first decision, so long before an end. */
export async function send(request: HttpRequest, begun?: (giveUp: Undo) => void): Promise<HttpReply> {
  const { url, method, body, timeoutMs, use } = request;
  if (handsOver(request)) return { status: 0, text: '', failure: 'unconfirmed' };
  if (use !== 'text' && isOffline()) return { status: 0, text: '', failure: 'offline' };
  if (typeof fetch !== 'function') return (await import('./send-old.js')).sendOld(request, begun);
  const abort = typeof AbortController === 'function' ? new AbortController() : null; // not before Chromium 66
  let isLate = false;
  let giveUp: Undo = () => undefined;
  // Without that a request goes on, and nobody waits for it any more.
  const givenUp = new Promise<never>((_done, fail) => {
    giveUp = () => (abort ? abort.abort() : fail(new Error('given up')));
  });
  const late = (): void => ((isLate = true), giveUp());
  const timer = setTimeout(late, timeoutMs);
  begun?.(giveUp);
  const ask = async (): Promise<HttpReply> => {
    const answer = await fetch(url, {
      method,
      ...(abort && { signal: abort.signal }),
      ...(body !== undefined && { body, headers: { 'content-type': bodyType(use) } }),
      ...optionsOf(request),
    });
    let text = '';
    if (use === 'text') text = await answer.text();
    else if (use === 'warm') await answer.arrayBuffer();
    const from = use === 'text' && answer.redirected ? { url: answer.url } : null;
    return { status: use === 'beacon' ? 200 : answer.status, text, failure: null, ...from };
  };
  try {
    return await Promise.race([ask(), givenUp]);
  } catch (error) {
    return { status: 0, text: String(error), failure: isLate ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}

// Trackers expect a plain GET (VAST 4.3 §2.3.4); the answer is opaque and means only that one came.
function optionsOf({ use, body = '', credentials = 'include', outlives = false, range }: HttpRequest): RequestInit {
  const keepalive = outlives || isHidden();
  if (use === 'beacon') return { mode: 'no-cors', keepalive, credentials };
  if (use === 'collector') return { keepalive, credentials: 'omit' };
  if (use === 'telemetry') return { keepalive: body.length < KEEPALIVE_CHARS, credentials: 'omit' };
  return range ? { headers: { range: rangeOf(range) } } : {};
}

/** A report of a page that ends on an engine whose requests end with it; `true` says only that it was taken, not that it came. */
function handsOver({ use, url, body = '' }: HttpRequest): boolean {
  if (use !== 'telemetry' || !isHidden()) return false;
  const outlives = typeof Request === 'function' && 'keepalive' in Request.prototype; // not before Chromium 66
  return (
    !outlives &&
    body.length < KEEPALIVE_CHARS &&
    typeof navigator.sendBeacon === 'function' &&
    navigator.sendBeacon(url, body)
  );
}

const isHidden = (): boolean => typeof document !== 'undefined' && document.visibilityState === 'hidden';
const isOffline = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false;
