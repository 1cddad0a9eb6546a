import type { HttpReply, HttpRequest, Ports } from './ports.js';

/** The real outside of a browser or a TV: the only place here that touches its clock, network and randomness. */
export function browserPorts(): Ports {
  return {
    clock: {
      nowMs: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    http: { send },
    isAutomated: () => ('webdriver' in navigator ? navigator.webdriver : null), // not before Chromium 63
    seed: () => Math.floor(Math.random() * 0x1_0000_0000),
  };
}

// Trackers expect a plain GET that outlives the page (VAST 4.3 §2.3.4); the answer is opaque and means only that one came.
const BEACON: RequestInit = { mode: 'no-cors', keepalive: true, credentials: 'include' };

async function send({ url, method, body, timeoutMs, use }: HttpRequest): Promise<HttpReply> {
  const abort = typeof AbortController === 'function' ? new AbortController() : null; // not before Chromium 66
  const timer = setTimeout(() => abort?.abort(), timeoutMs);
  try {
    const isBeacon = use === 'beacon';
    const answer = await fetch(url, {
      method,
      ...(abort && { signal: abort.signal }),
      ...(body !== undefined && {
        body,
        headers: { 'content-type': use === 'telemetry' ? 'text/plain' : 'application/json' },
      }),
      ...(isBeacon && BEACON),
      ...(use === 'telemetry' && { keepalive: true }),
    });
    let text = '';
    if (use === 'text') text = await answer.text();
    else if (!isBeacon) await answer.arrayBuffer();
    return { status: isBeacon ? 200 : answer.status, text, failure: null };
  } catch (error) {
    return { status: 0, text: String(error), failure: abort?.signal.aborted ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}
