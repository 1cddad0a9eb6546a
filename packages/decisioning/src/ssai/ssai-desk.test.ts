import { anAd } from '@cutaway/testkit';
import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Asker } from '../decide/decider.js';
import { HI, MAIN } from './a-break.builder.js';
import { createSsaiDesk } from './ssai-desk.js';

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
      isOurs: () => false,
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

  it('calls no private address that an ad brings with it, and its own collector wherever that is', async () => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end(request.url === '/main.m3u8' ? MAIN : HI);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const away = home.replace('127.0.0.1', 'localhost');
    const mediaFiles = [{ ...anAd('a').mediaFiles[0]!, url: `${away}/ad.m3u8` }];
    const left: string[] = [];
    const desk = createSsaiDesk({
      ...{ originUrl: `${home}/main.m3u8`, nowMs: () => 0, isOurs: () => false },
      decide({ breakId }: DecisionRequest): Promise<DecisionReply> {
        const pod = {
          id: 'p',
          breakId,
          beaconedBy: 'server',
          ads: [
            anAd('a', {
              mediaFiles,
              trackers: [
                { event: 'error', url: `${away}/error`, level: 0, index: 0 },
                { event: 'error', url: `${home}/error`, level: 0, index: 1 },
              ],
            }),
          ],
        } as const;
        return Promise.resolve({ protocol: 1, pod, stitched: null, errorUrls: [] });
      },
      adLeftOut: (error) => left.push(error),
    });
    const session = await desk.open({ sessionId: 's', party: 'server', baseUrl: home });
    await session.playlist('v0.m3u8', { ip: '192.0.2.77', userAgent: 'TV/1', headers: {} });
    expect(left).toEqual(['MEDIA_NOT_FOUND']);
    await vi.waitFor(() => expect(heard).toContain('/error'));
    expect(heard.filter((url) => url === '/error' || url === '/ad.m3u8')).toEqual(['/error']);
    desk.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps who plays, and gives others content without ads while there is no room', async () => {
    const server = createServer((request, response) => response.end(request.url === '/main.m3u8' ? MAIN : HI));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const asked: string[] = [];
    let nowMs = 0;
    const desk = createSsaiDesk({
      originUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/main.m3u8`,
      nowMs: () => nowMs,
      maxSessions: 1,
      decide({ breakId, sessionId }: DecisionRequest): Promise<DecisionReply> {
        asked.push(sessionId);
        const pod = { id: 'p', breakId, beaconedBy: 'server', ads: [] } as const;
        return Promise.resolve({ protocol: 1, pod, stitched: null, errorUrls: [] });
      },
      adLeftOut: () => undefined,
      isOurs: () => false,
    });
    const play = async (sessionId: string) => {
      const session = await desk.open({ sessionId, party: 'server', baseUrl: 'https://ads.example' });
      const served = await session.playlist('v0.m3u8', { ip: '192.0.2.77', userAgent: 'TV/1', headers: {} });
      return { isCrowded: session.isCrowded, text: served?.text };
    };
    const first = await play('first');
    expect(await play('second')).toEqual({ isCrowded: true, text: first.text });
    expect([(await play('first')).isCrowded, (await play('third')).isCrowded]).toEqual([false, true]);
    expect(asked).toEqual(['first']);
    nowMs = 61_000; // the first is gone
    expect((await play('second')).isCrowded).toBe(false);
    expect(asked).toEqual(['first', 'second']);
    desk.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
