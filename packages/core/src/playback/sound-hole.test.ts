import { planStitch, type AdRendition } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { soundHoleMs } from './sound-hole.js';

const rendition = (kind: 'video' | 'audio', lengths: readonly number[]): AdRendition => ({
  kind,
  bandwidth: null,
  codecs: null,
  mapUri: `https://ads.example/${kind}/init.mp4`,
  mapByteRange: null,
  segments: lengths.map((durationMs, n) => ({
    uri: `https://ads.example/${kind}/${n}.m4s`,
    durationMs,
    byteRange: null,
  })),
});

describe('soundHoleMs', () => {
  const renditions = [rendition('video', [1920, 1920]), rendition('audio', [1920, 1871])];
  const plans = [
    planStitch({ breakId: 'b', startsAt: 0, endsAt: 3840, ads: [{ adInstanceId: 'a', durationMs: 3840, renditions }] }),
  ];

  it('tells at the last segment of the sound how much of it is missing', () => {
    expect(soundHoleMs(plans, 'https://ads.example/audio/1.m4s')).toBe(49);
  });
  it('is 0 for every other segment of an ad, and null for content', () => {
    expect(soundHoleMs(plans, 'https://ads.example/audio/0.m4s')).toBe(0);
    expect(soundHoleMs(plans, 'https://ads.example/video/1.m4s')).toBe(0);
    expect(soundHoleMs([], 'https://ads.example/audio/1.m4s')).toBeNull();
    expect(soundHoleMs(plans, 'https://content.example/audio/1.m4s')).toBeNull();
  });
});
