import { describe, expect, it } from 'vitest';
import { completeUris } from './complete-uris.js';

describe('completeUris', () => {
  it('makes segment, map and key addresses absolute and leaves other tags alone', () => {
    const text = [
      '#EXTM3U',
      '#EXT-X-MAP:URI="hi/init.mp4"',
      '#EXT-X-KEY:METHOD=AES-128,URI="/key"',
      '#EXT-X-DATERANGE:ID="b",START-DATE="2026-11-22T10:00:00Z",X-ASSET-URI="ad.m3u8"',
      '#EXTINF:2,',
      'hi/1.m4s',
      '#EXTINF:2,',
      'https://cdn.example/2.m4s',
    ].join('\n');
    expect(completeUris(text, 'http://o.example/live/hi.m3u8').split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-MAP:URI="http://o.example/live/hi/init.mp4"',
      '#EXT-X-KEY:METHOD=AES-128,URI="http://o.example/key"',
      '#EXT-X-DATERANGE:ID="b",START-DATE="2026-11-22T10:00:00Z",X-ASSET-URI="ad.m3u8"',
      '#EXTINF:2,',
      'http://o.example/live/hi/1.m4s',
      '#EXTINF:2,',
      'https://cdn.example/2.m4s',
    ]);
  });

  it.each([
    ['#EXT-X-PART:DURATION=0.5,URI="p.mp4"', '#EXT-X-PART:DURATION=0.5,URI="http://o.example/live/p.mp4"'],
    ['#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p.mp4"', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="http://o.example/live/p.mp4"'],
    ['#EXT-X-RENDITION-REPORT:URI="/a.m3u8"', '#EXT-X-RENDITION-REPORT:URI="http://o.example/a.m3u8"'],
    ['#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"', '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"'],
    // Not by the book, and read all the same by players.
    ['#EXT-X-KEY:METHOD=AES-128, URI="key"', '#EXT-X-KEY:METHOD=AES-128, URI="http://o.example/live/key"'],
  ])('in %s too', (tag, expected) => {
    expect(completeUris(tag, 'http://o.example/live/hi.m3u8')).toBe(expected);
  });
});
