import { describe, expect, it } from 'vitest';
import { createRenditions } from './renditions.js';

const MASTER = 'https://live.example/a/main.m3u8?token=1';
const master = (...lines: readonly string[]): string => ['#EXTM3U', ...lines].join('\n');
const STREAM = '#EXT-X-STREAM-INF:BANDWIDTH=120000,AUDIO="sound"\nhi.m3u8?token=2';
const sound = (uri: string): string => `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="One"${uri}`;

describe('createRenditions (RFC 8216 §4.3.4)', () => {
  it('knows a variant whose sound lies apart, its sound, and the bandwidth', () => {
    const renditions = createRenditions();
    expect(renditions.learn(master(sound(',URI="/s.m3u8"'), STREAM), MASTER)).toBe(true);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toEqual({
      kind: 'video',
      bandwidth: 120_000,
    });
    expect(renditions.describe('https://live.example/s.m3u8')).toEqual({ kind: 'audio', bandwidth: null });
  });

  it('calls a variant muxed whose group of sound has no playlist of its own', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(''), STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toMatchObject({ kind: 'muxed' });
  });

  it('calls it so, too, where one sound of the group is in the picture’s segments, and others are apart', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(''), sound(',URI="/s.m3u8"'), STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toMatchObject({ kind: 'muxed' });
    expect(renditions.describe('https://live.example/s.m3u8')).toMatchObject({ kind: 'audio' });
    expect(renditions.describe('https://live.example/made-up.m3u8')).toMatchObject({ kind: 'muxed' });
  });

  it('knows a playlist whatever delivery directives it is asked for with', () => {
    const renditions = createRenditions();
    renditions.learn(master(STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2&_HLS_msn=7&_HLS_part=1')).toMatchObject({
      bandwidth: 120_000,
    });
  });

  it('leaves subtitles alone', () => {
    const renditions = createRenditions();
    renditions.learn(master('#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="T",URI="t.m3u8"', STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/t.m3u8')).toBeNull();
  });

  it('takes a playlist that no other names for the whole stream', () => {
    const renditions = createRenditions();
    expect(renditions.learn('#EXTM3U\n#EXTINF:2,\n0.ts', MASTER)).toBe(false);
    expect(renditions.describe(MASTER)).toEqual({ kind: 'muxed', bandwidth: null });
  });
});
