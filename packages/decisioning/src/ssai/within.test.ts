import { getEventListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anAd } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFetchText } from './fetch-text.js';
import { createBeaconSender, type Lanes } from './send-beacons.js';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/hangs') response.end('#EXTM3U');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a signal keeps of others: its listeners, and all that it has lists of. */
function keptBy(signal: AbortSignal): number {
  const own = Object.getOwnPropertySymbols(signal).map((name) => (signal as unknown as Record<symbol, unknown>)[name]);
  const listed = own.map((value) => (value as { readonly size?: number } | null | undefined)?.size ?? 0);
  return getEventListeners(signal, 'abort').length + listed.reduce((sum, size) => sum + size, 0);
}

describe('calls of a service that runs for months', () => {
  const closing = new AbortController();
  const before = keptBy(closing.signal);

  it('leave nothing of playlists that were fetched with what ends them all', async () => {
    const fetchText = createFetchText(closing.signal);
    for (let i = 0; i < 5; i += 1) await fetchText(url);
    expect(keptBy(closing.signal)).toBe(before);
  });

  it('leave nothing of beacons that were sent', async () => {
    const send = createBeaconSender({ closing: closing.signal, nowMs: () => 0 });
    const ad = anAd('a', { trackers: [{ event: 'start', url: `${url}/start`, level: 0, index: 0 }] });
    const due = { ad, events: ['start'] as const, adMs: null, errorCode: null };
    const lanes: Lanes = new Map();
    for (let i = 0; i < 5; i += 1) send({ ...due, device: { ip: '192.0.2.1', userAgent: 'TV' } }, lanes);
    await vi.waitFor(() => expect(lanes.size).toBe(0));
    expect(keptBy(closing.signal)).toBe(before);
  });

  it('end when the service does, also those that begin then', async () => {
    const stopping = new AbortController();
    const fetchText = createFetchText(stopping.signal);
    const hung = fetchText(`${url}/hangs`);
    setTimeout(() => stopping.abort(), 20);
    await expect(hung).rejects.toThrow(/abort/i);
    await expect(fetchText(`${url}/hangs`)).rejects.toThrow(/abort/i);
  });
});
