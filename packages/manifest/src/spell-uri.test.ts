import { describe, expect, it } from 'vitest';
import { readAdMedia, type AdMedia } from './index.js';

/** The address of an ad's segment, and that of its initialisation segment, where its playlist has these. */
function spelt(segment: string, map: string): readonly unknown[] {
  const text = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="${map}"\n#EXTINF:2,\n${segment}\n#EXT-X-ENDLIST`;
  const { renditions } = readAdMedia('ad', { url: 'https://ads/one/ad.m3u8', text }, []) as AdMedia;
  return renditions.map(({ mapUri, segments }) => [mapUri, segments[0]?.uri])[0] ?? [];
}

describe('addresses of an ad', () => {
  it.each([
    ['Spring Sale 30s_1.m4s', 'https://ads/one/Spring%20Sale%2030s_1.m4s'],
    ['été.m4s?name=été', 'https://ads/one/%C3%A9t%C3%A9.m4s?name=%C3%A9t%C3%A9'],
    ['🎄.m4s ', 'https://ads/one/%F0%9F%8E%84.m4s'],
    ['already%20spelt.m4s', 'https://ads/one/already%20spelt.m4s'],
    ['signed.m4s?acl=/*~hmac=a|b', 'https://ads/one/signed.m4s?acl=/*~hmac=a|b'],
    ['HTTPS://CDN.Example:443/Ads/1.m4s', 'https://cdn.example/Ads/1.m4s'],
    ['http://cdn:8080/1.m4s', 'http://cdn:8080/1.m4s'],
    ['https://cdn/ads/../two/./1.m4s', 'https://cdn/two/1.m4s'],
  ])('are what a player asks for: %s', (written, asked) => {
    expect(spelt(written, written)).toEqual([asked, asked]);
    expect(new URL(written, 'https://ads/one/ad.m3u8').href).toBe(asked);
  });
});
