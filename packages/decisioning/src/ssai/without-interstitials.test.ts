import { describe, expect, it } from 'vitest';
import { withoutInterstitials } from './without-interstitials.js';

const INTERSTITIAL =
  '#EXT-X-DATERANGE:ID="i",CLASS="com.apple.hls.interstitial",START-DATE="2026-01-01T00:00:00Z",X-ASSET-LIST="https://a.example"';
const SPLICE = '#EXT-X-DATERANGE:ID="s",START-DATE="2026-01-01T00:00:00Z",SCTE35-OUT=0xFC';
const TITLE = '#EXT-X-DATERANGE:ID="t",CLASS="com.example.title",X-NOTE="CLASS=com.apple.hls.interstitial"';

describe('withoutInterstitials()', () => {
  it('takes out what players would play themselves, and leaves all other ranges', () => {
    const text = ['#EXTM3U', SPLICE, INTERSTITIAL, TITLE, '#EXTINF:2,', '0.ts', ''];
    expect(withoutInterstitials(text.join('\n')).split('\n')).toEqual(text.filter((line) => line !== INTERSTITIAL));
  });
  it('finds them wherever their class stands', () => {
    expect(withoutInterstitials('#EXT-X-DATERANGE:CLASS="com.apple.hls.interstitial",ID="i"')).toBe('');
  });
});
