import { describe, expect, it } from 'vitest';
import { createFragmentedText } from './fragmented-text.js';

const URL_OF_LIST = 'https://cdn/title/text.m3u8';
const WITH_ADS = `#EXTM3U
#EXT-X-TARGETDURATION:6
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4,
1.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="init.mp4"
#EXTINF:6,
data:application/mp4;base64,AAAA
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4,
2.m4s
#EXT-X-ENDLIST
`;

describe('WebVTT in fMP4 of VOD with ads inserted', () => {
  it('is listed without discontinuities, each segment in its place', () => {
    const text = createFragmentedText().read(WITH_ADS, URL_OF_LIST);
    expect(text).not.toContain('DISCONTINUITY');
    expect(text.match(/^#EXTINF:.*\n.*$/gm)).toEqual(WITH_ADS.match(/^#EXTINF:.*\n.*$/gm));
  });

  it('is moved behind its ads as far as Shaka has not', () => {
    const fragmented = createFragmentedText();
    fragmented.read(WITH_ADS, URL_OF_LIST);
    const missing = (offset: number, adsBefore = 6) => fragmented.missing('https://cdn/title/2.m4s', adsBefore, offset);
    // Of media that begin with 0.
    expect([0, 6].map((offset) => missing(offset))).toEqual([6, 0]);
    // Of media that begin with 10.
    expect(missing(-10, 0)).toBe(0);
    expect([-10, -4].map((offset) => missing(offset))).toEqual([6, 0]);
  });

  it('is known by the addresses of its segments, as long as the stream plays', () => {
    const fragmented = createFragmentedText();
    const moved = (uri: string | null) => fragmented.missing(uri, 6, 0);
    expect(moved('https://cdn/title/2.m4s')).toBe(0);
    fragmented.read(WITH_ADS, URL_OF_LIST);
    expect(['https://cdn/title/2.m4s', 'https://cdn/title/2.vtt', null].map(moved)).toEqual([6, 0, 0]);
    fragmented.startAnew();
    expect(moved('https://cdn/title/2.m4s')).toBe(0);
  });
});
