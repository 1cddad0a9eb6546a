import type { HttpReply, HttpRequest, Ports } from '@cutaway/core';

/** What a route answers: a reply, and how long it takes. `null`: no route, which is a 404. */
export type FakeRoute = (request: HttpRequest) => (Partial<HttpReply> & { readonly delayMs?: number }) | null;

export interface FakeNetwork {
  readonly port: Ports['http'];
  readonly requests: readonly { readonly atMs: number; readonly request: HttpRequest }[];
}

/** A network in memory. It keeps the caller's timeout, as a real one must. */
export function createFakeNetwork(clock: Ports['clock'], route: FakeRoute): FakeNetwork {
  const requests: { readonly atMs: number; readonly request: HttpRequest }[] = [];
  const send = (request: HttpRequest): Promise<HttpReply> => {
    requests.push({ atMs: clock.nowMs(), request });
    const { delayMs = 20, ...reply } = route(request) ?? { status: 404 };
    const late = delayMs > request.timeoutMs;
    const answer: HttpReply = late
      ? { status: 0, text: '', failure: 'timeout' }
      : { status: 200, text: '', failure: null, ...reply };
    return new Promise((resolve) => clock.after(Math.min(delayMs, request.timeoutMs), () => resolve(answer)));
  };
  return { port: { send }, requests };
}
