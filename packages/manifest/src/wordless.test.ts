import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { wordless } from './wordless.js';

const ad = anAd('a', [2000]);
const map = { line: '#EXT-X-MAP:URI="t.mp4"', uri: 't.mp4', byteRange: { length: 9, offset: 1 }, keys: [] };

describe('wordless (subtitles in the place of an ad)', () => {
  it('is WebVTT as long as the ad, or a fragment with what those of the content need', () => {
    expect(wordless(ad, null)).toMatchObject({ mapUri: null, segments: [{ durationMs: ad.durationMs }] });
    expect(wordless(ad, map)).toMatchObject({ mapUri: 't.mp4', mapByteRange: map.byteRange });
    const uris = [null, map].map((one) => wordless(ad, one).segments[0]?.uri.replace(/;.*/, ''));
    expect(uris).toEqual(['data:text/vtt', 'data:application/mp4']);
  });
  it('names no map that is encrypted: it could not be read among ads, which are not', () => {
    const keys = ['#EXT-X-KEY:METHOD=AES-128,URI="k"'];
    expect(wordless(ad, { ...map, keys })).toMatchObject({ mapUri: null, mapByteRange: null });
  });
});
