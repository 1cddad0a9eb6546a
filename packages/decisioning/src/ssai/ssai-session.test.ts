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

describe('a channel whose playlists have variables (EXT-X-DEFINE)', () => {
  it('is served with their values, since its playlists come from another address', async () => {
    const channel = rewriteMultivariant(MAIN, 'https://o.example/main.m3u8', '');
    if (channel === null) throw new Error('the text is a multivariant playlist');
    const session = createSsaiSession({
      ...{ sessionId: 's', party: 'client', channel },
      fetchText: (url) => Promise.resolve({ url, text: HI }),
      load: () => Promise.reject(new Error('no ad is asked for')),
      decide: () => Promise.reject(new Error('no break is announced')),
      send: () => undefined,
      hear: () => undefined,
      adLeftOut: () => undefined,
    });
    const served = await session.playlist('v0.m3u8', { ip: '192.0.2.1', userAgent: 'test' });
    expect(served?.text.split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-TARGETDURATION:2',
      '#EXTINF:2,',
      'https://c.example/0.ts',
      '',
    ]);
  });
});
