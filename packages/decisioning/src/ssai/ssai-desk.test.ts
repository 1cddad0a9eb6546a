import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Asker } from '../decide/decider.js';
import { createSsaiDesk } from './ssai-desk.js';

const MAIN = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2"\nhi.m3u8\n';
const HI = `#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-DATERANGE:ID="b",START-DATE="2026-11-22T10:00:04.000Z",PLANNED-DURATION=30,SCTE35-OUT=0xFC302000000000000000FFF00F05000000077FEFFE000DBBA0C00000000000
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00.000Z
#EXTINF:2,
0.ts
#EXTINF:2,
1.ts
#EXTINF:2,
2.ts
`;

describe('createSsaiDesk', () => {
  it('decides a break for the viewer who fetches the playlist: his address, his agent and what the CDN says of him', async () => {
    const server = createServer((request, response) => response.end(request.url === '/main.m3u8' ? MAIN : HI));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const askers: Asker[] = [];
    const desk = createSsaiDesk({
      originUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/main.m3u8`,
      nowMs: () => 0,
      decide({ breakId }: DecisionRequest, asker): Promise<DecisionReply> {
        askers.push(asker);
        const pod = { id: 'p', breakId, beaconedBy: 'server', ads: [] } as const;
        return Promise.resolve({ protocol: 1, pod, stitched: null, errorUrls: [] });
      },
      adLeftOut: () => undefined,
    });
    const headers = { 'cloudfront-viewer-country': 'DE' };
    const session = await desk.open({ sessionId: 's', party: 'server', baseUrl: 'https://ads.example' });
    await session.playlist('v0.m3u8', { ip: '192.0.2.77', userAgent: 'TV/1', headers });
    expect(askers).toEqual([
      { baseUrl: 'https://ads.example', beaconedBy: 'server', ip: '192.0.2.77', userAgent: 'TV/1', headers },
    ]);
    desk.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
