import { planStitch, type AdRendition } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { soundShiftMs } from './sound-shift.js';

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

describe('soundShiftMs', () => {
  const renditions = [rendition('video', [1920, 1920]), rendition('audio', [1920, 1871])];
  const plans = [
    planStitch({ breakId: 'b', startsAt: 0, endsAt: 3840, ads: [{ adInstanceId: 'a', durationMs: 3840, renditions }] }),
  ];

  it('lays the last segment of the sound into the middle of its hole', () => {
    expect(soundShiftMs(plans, 'https://ads.example/audio/1.m4s')).toBe(24.5);
  });
  it('is 0 for every other segment of an ad, and null for content', () => {
    expect(soundShiftMs(plans, 'https://ads.example/audio/0.m4s')).toBe(0);
    expect(soundShiftMs(plans, 'https://ads.example/video/1.m4s')).toBe(0);
    expect(soundShiftMs([], 'https://ads.example/audio/1.m4s')).toBeNull();
    expect(soundShiftMs(plans, 'https://content.example/audio/1.m4s')).toBeNull();
  });
});
