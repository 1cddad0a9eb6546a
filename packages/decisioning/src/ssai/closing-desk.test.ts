import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anAd } from '@cutaway/testkit';
import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../service.js';
import { HI, MAIN } from './a-break.builder.js';
import { createSsaiDesk } from './ssai-desk.js';

const SLOW_MS = 300;

let server: Server;
async function anOrigin(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a stitched channel whose service stops', () => {
  it('answers the playlists that are under way', async () => {
    const asked: string[] = [];
    const origin = await anOrigin(({ url = '' }, response) => {
      asked.push(url);
      setTimeout(() => response.end(url === '/main.m3u8' ? MAIN : HI), SLOW_MS);
    });
    const service = await startService({ origin: `${origin}/main.m3u8` });
    const playlist = fetch(`${service.url}/ssai/s/v0.m3u8`);
    while (asked.length === 0) await sleep(5);
    const [answer] = await Promise.all([playlist, service.close()]);
    expect([answer.status, (await answer.text()).startsWith('#EXTM3U')]).toEqual([200, true]);
  });

  it('knows when nobody is called for a viewer any more', async () => {
    const told: string[] = [];
    const home = await anOrigin(({ url = '' }, response) => {
      if (url !== '/error') return void response.end(url === '/main.m3u8' ? MAIN : HI);
      setTimeout(() => {
        told.push(url);
        response.end();
      }, SLOW_MS);
    });
    const desk = createSsaiDesk({
      ...{ originUrl: `${home}/main.m3u8`, nowMs: () => 0, isOurs: () => false, adLeftOut: () => undefined },
      decide({ breakId }: DecisionRequest): Promise<DecisionReply> {
        const trackers = [{ event: 'error', url: `${home}/error`, level: 0, index: 0 }] as const;
        const pod = { id: 'p', breakId, beaconedBy: 'server', ads: [anAd('a', { mediaFiles: [], trackers })] } as const;
        return Promise.resolve({ protocol: 1, pod, stitched: null, errorUrls: [] });
      },
    });
    const session = await desk.open({ sessionId: 's', party: 'server', baseUrl: home });
    await session.playlist('v0.m3u8', { ip: '192.0.2.77', userAgent: 'TV/1', headers: {} });
    expect(told).toEqual([]);
    await desk.told();
    expect(told).toEqual(['/error']);
    desk.close();
    await desk.told();
  });
});
