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
});
