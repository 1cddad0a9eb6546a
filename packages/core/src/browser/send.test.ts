import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Undo } from '../player-port.js';
import type { HttpReply, HttpRequest } from '../ports.js';
import { send } from './send.js';

const BEACON: HttpRequest = { url: 'https://tracker.example/i', method: 'GET', timeoutMs: 10_000, use: 'beacon' };
const TEXT: HttpRequest = { ...BEACON, url: 'https://service.example/', use: 'text' };

interface Asked {
  readonly signal?: AbortSignal;
}
/** A request that hangs, and ends only where it can be aborted. */
const hang = (_url: string, { signal }: Asked): Promise<never> =>
  new Promise((_done, fail) => signal?.addEventListener('abort', () => fail(new DOMException('', 'AbortError'))));

/** Its head comes, and its body does not. */
const hangInBody = (url: string, asked: Asked): Promise<object> =>
  Promise.resolve({ status: 200, text: () => hang(url, asked) });

describe.each(['with AbortController', 'without it, as before Chromium 66'])('a request that hangs, %s', (how) => {
  const canAbort = how.startsWith('with A');
  beforeEach(() => {
    vi.useFakeTimers();
    if (!canAbort) vi.stubGlobal('AbortController', undefined);
    vi.stubGlobal('fetch', hang);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is given up once its time is over, and not before', async () => {
    let reply: HttpReply | undefined;
    void send(BEACON).then((came) => (reply = came));
    await vi.advanceTimersByTimeAsync(9999);
    expect(reply).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(reply).toMatchObject({ status: 0, failure: 'timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up by a session that ends', async () => {
    let giveUp: Undo = () => undefined;
    const reply = send(TEXT, (undo) => (giveUp = undo));
    giveUp();
    expect(await reply).toMatchObject({ status: 0, failure: 'network' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up in its body, too', async () => {
    vi.stubGlobal('fetch', hangInBody);
    const reply = send(TEXT);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reply).toMatchObject({ failure: 'timeout' });
  });

  it('is not given up where its answer came', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve({ status: 200, text: () => Promise.resolve('pod') }));
    expect(await send(TEXT)).toEqual({ status: 200, text: 'pod', failure: null });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a text whose server sent the page on to another address', () => {
  const MOVED = 'https://cdn.example/x/';
  afterEach(() => vi.unstubAllGlobals());

  it('says where it came from, to which its own addresses are relative', async () => {
    const answer = { status: 200, redirected: true, url: MOVED, text: () => Promise.resolve('#EXTM3U') };
    vi.stubGlobal('fetch', () => Promise.resolve(answer));
    expect(await send(TEXT)).toEqual({ status: 200, text: '#EXTM3U', failure: null, url: MOVED });
  });

  it('says it on an engine without fetch, too', async () => {
    class OldRequest {
      readonly status = 200;
      readonly responseText = '#EXTM3U';
      readonly responseURL = MOVED;
      onload = (): void => undefined;
      readonly open = (): void => undefined;
      readonly send = (): void => void Promise.resolve().then(() => this.onload());
    }
    vi.stubGlobal('fetch', undefined);
    vi.stubGlobal('XMLHttpRequest', OldRequest);
    expect(await send(TEXT)).toMatchObject({ text: '#EXTM3U', url: MOVED });
  });
});

describe('a part of a file', () => {
  it('is asked for by its bytes (RFC 9110 §14.1.2)', async () => {
    const asked = vi.fn(() => Promise.resolve({ status: 206, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) }));
    vi.stubGlobal('fetch', asked);
    const { status } = await send({ ...TEXT, use: 'warm', range: { offset: 700, length: 300 } });
    expect(status).toBe(206);
    expect(asked).toHaveBeenCalledWith(TEXT.url, expect.objectContaining({ headers: { range: 'bytes=700-999' } }));
    vi.unstubAllGlobals();
  });
});
