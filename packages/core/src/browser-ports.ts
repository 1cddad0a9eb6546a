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
    seed: () => Math.floor(Math.random() * 0x1_0000_0000),
  };
}

async function send({ url, method, body, timeoutMs, use }: HttpRequest): Promise<HttpReply> {
  const abort = typeof AbortController === 'function' ? new AbortController() : null;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort?.abort();
  }, timeoutMs);
  try {
    if (use === 'beacon') return await beacon(url, abort);
    const init: RequestInit = { method, ...(abort === null ? {} : { signal: abort.signal }) };
    if (body !== undefined) Object.assign(init, { body, headers: { 'content-type': 'application/json' } });
    const answer = await fetch(url, init);
    const text = use === 'warm' ? (await answer.arrayBuffer(), '') : await answer.text();
    return { status: answer.status, text, failure: null };
  } catch (error) {
    return { status: 0, text: String(error), failure: late ? 'timeout' : 'network' };
  } finally {
    clearTimeout(timer);
  }
}

/** Trackers expect a plain GET that outlives the page (VAST 4.3 §2.3.4); the answer is opaque and means only that one came. */
async function beacon(url: string, abort: AbortController | null): Promise<HttpReply> {
  await fetch(url, {
    method: 'GET',
    mode: 'no-cors',
    keepalive: true,
    credentials: 'include',
    ...(abort === null ? {} : { signal: abort.signal }),
  });
  return { status: 200, text: '', failure: null };
}
