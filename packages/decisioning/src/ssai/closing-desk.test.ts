import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anAd } from '@cutaway/testkit';
import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import { afterEach, describe, expect, it } from 'vitest';
import { startService } from '../service.js';
import { createSsaiDesk } from './ssai-desk.js';

const MAIN = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2"\nhi.m3u8\n';
const HI = `#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-DATERANGE:ID="b",START-DATE="2026-11-22T10:00:04.000Z",PLANNED-DURATION=30,SCTE35-OUT=0xFC302000000000000000FFF00F05000000077FEFFE000DBBA0C00000000000
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00.000Z
#EXTINF:2,
0.ts
`;
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
