import { describe, expect, it } from 'vitest';
import { rewriteMultivariant } from './rewrite-multivariant.js';
import { createSsaiSession } from './ssai-session.js';

const MAIN = `#EXTM3U
#EXT-X-DEFINE:NAME="cdn",VALUE="https://c.example"
#EXT-X-STREAM-INF:BANDWIDTH=120000
hi.m3u8
`;
const HI = `#EXTM3U
#EXT-X-DEFINE:IMPORT="cdn"
#EXT-X-TARGETDURATION:2
#EXTINF:2,
{$cdn}/0.ts
`;

const viewer = { ip: '192.0.2.1', userAgent: 'test' };

async function open(party: 'client' | 'server', text: string) {
  const channel = rewriteMultivariant(MAIN, 'https://o.example/main.m3u8', '');
  if (channel === null) throw new Error('the text is a multivariant playlist');
  return createSsaiSession({
    ...{ sessionId: 's', party, isCrowded: false, channel },
    nowMs: () => Date.UTC(2026, 0, 1),
    fetchText: (url) => Promise.resolve({ url, text }),
    load: () => Promise.reject(new Error('no ad is asked for')),
    decide: () => Promise.reject(new Error('nothing is sold')),
    send: () => undefined,
    hear: () => undefined,
    adLeftOut: () => undefined,
  });
}

describe('a channel whose playlists have variables (EXT-X-DEFINE)', () => {
  it('is served with their values, since its playlists come from another address', async () => {
    const session = await open('client', HI);
    const served = await session.playlist('v0.m3u8', viewer);
    expect(served?.text.split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-TARGETDURATION:2',
      '#EXT-X-PROGRAM-DATE-TIME:2025-12-31T23:59:58.000Z',
      '#EXTINF:2,',
      'https://c.example/0.ts',
      '',
    ]);
  });
});

describe('a channel whose breaks are told as HLS interstitials', () => {
  const DATES = HI.replace(
    '#EXTINF',
    `#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z
#EXT-X-DATERANGE:ID="i",CLASS="com.apple.hls.interstitial",START-DATE="2026-01-01T00:00:04Z",DURATION=30,X-ASSET-URI="https://o.example/ad.m3u8"
#EXTINF`,
  );

  it('is served without them to players without the SDK, which would play them beside what is stitched', async () => {
    const served = await (await open('server', DATES)).playlist('v0.m3u8', viewer);
    expect(served?.text).not.toContain('interstitial');
  });
  it('is served with them to the SDK, which hears the breaks from them', async () => {
    const served = await (await open('client', DATES)).playlist('v0.m3u8', viewer);
    expect(served?.text).toContain('interstitial');
  });
});
