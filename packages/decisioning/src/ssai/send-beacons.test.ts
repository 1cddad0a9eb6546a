import { anAd } from '@cutaway/testkit';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBeaconSender, type Lanes } from './send-beacons.js';

let servers: readonly Server[] = [];
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

/** A tracker's host, and what it heard. `answers` false: it never does. */
async function aHost(answers = true) {
  const heard: string[] = [];
  const server = createServer(({ url, headers }, response) => {
    heard.push(`${url} for ${String(headers['x-device-ip'])}`);
    if (answers) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers = [...servers, server];
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

describe('createBeaconSender (a server that tracks for a device, VAST 4.3 §1.1.3)', () => {
  it('calls in order, and none waits for a host that does not answer', async () => {
    const [hung, good] = [await aHost(false), await aHost()];
    const events = ['impression', 'start', 'firstQuartile'] as const;
    const trackers = events.flatMap((event) =>
      [hung, good].map(({ url }, index) => ({ event, url: `${url}/${event}`, level: 0, index })),
    );
    const closing = new AbortController();
    const send = createBeaconSender({ closing: closing.signal, nowMs: () => 0 });
    const lanes: Lanes = new Map();
    const ad = anAd('a', { trackers });
    for (const event of events)
      send({ ad, events: [event], adMs: null, errorCode: null, device: { ip: '192.0.2.1', userAgent: 'TV' } }, lanes);
    await vi.waitFor(() => expect(good.heard).toEqual(events.map((event) => `/${event} for 192.0.2.1`)));
    expect(hung.heard).toEqual(['/impression for 192.0.2.1']);
    closing.abort();
    await vi.waitFor(() => expect(lanes.size).toBe(0));
  });
});
