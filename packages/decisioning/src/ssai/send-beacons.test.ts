import { anAd } from '@cutaway/testkit';
import { createServer, type Server } from 'node:http';
import type { TrackingEvent } from '@cutaway/model';
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

/** A tracker's host, and what it heard. `answers` false: it never does; else with the next of these statuses, and 200 behind them. */
async function aHost(answers: false | readonly number[] | 'hangs-up' = []) {
  const heard: string[] = [];
  const server = createServer(({ url, headers, socket }, response) => {
    heard.push(`${url} for ${String(headers['x-device-ip'])}`);
    if (answers === 'hangs-up') socket.destroy();
    else if (answers !== false) response.writeHead(answers[heard.length - 1] ?? 200).end();
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

  const tell = (
    host: { readonly url: string },
    event: TrackingEvent,
    { countsOnce = false, ip = '192.0.2.1' } = {},
  ): Promise<void> => {
    const room = { closing: new AbortController().signal, nowMs: () => 0, pausesMs: [1, 1] };
    const lanes: Lanes = new Map();
    const ad = anAd('a', { trackers: [{ event, url: `${host.url}/${event}`, level: 0, index: 0 }] });
    const due = { ad, events: [event], adMs: null, errorCode: null, device: { ip, userAgent: 'TV' } };
    createBeaconSender({ ...room, countsOnce: () => countsOnce })(due, lanes);
    return vi.waitFor(() => expect(lanes.size).toBe(0));
  };

  it('says an IPv4 address as one, also where the server heard it on IPv6: measurers look it up', async () => {
    const host = await aHost();
    await tell(host, 'impression', { ip: '::ffff:192.0.2.1' });
    await tell(host, 'start', { ip: '2001:db8::7' });
    expect(host.heard).toEqual(['/impression for 192.0.2.1', '/start for 2001:db8::7']);
  });

  it('calls again who puts a call off, as our own collector does while its disk is full, and no one who refuses it', async () => {
    const [busy, refusing] = [await aHost([503, 429]), await aHost([404])];
    await tell(busy, 'impression');
    await tell(refusing, 'impression');
    expect([busy.heard.length, refusing.heard.length]).toEqual([3, 1]);
  });

  it('tells an impression once to who may have counted it, and again to who counts each URL once', async () => {
    const [theirs, ours] = [await aHost('hangs-up'), await aHost('hangs-up')];
    await tell(theirs, 'impression');
    await tell(ours, 'impression', { countsOnce: true });
    expect([theirs.heard.length, ours.heard.length]).toEqual([1, 3]);
    await tell(theirs, 'midpoint');
    expect(theirs.heard.length).toBe(1 + 3);
  });
});
