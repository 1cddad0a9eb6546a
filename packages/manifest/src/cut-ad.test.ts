import { describe, expect, it } from 'vitest';
import type { AdMedia, AdRendition } from './ad-media.js';
import { adSpans } from './ad-spans.js';
import { cutAd } from './cut-ad.js';
import { planStitch } from './plan-stitch.js';

const rendition = (kind: AdRendition['kind'], lengths: readonly number[]): AdRendition => ({
  ...{ kind, bandwidth: null, codecs: null, mapUri: `${kind}.mp4`, mapByteRange: null },
  segments: lengths.map((durationMs, n) => ({ uri: `${kind}${n}.m4s`, durationMs, byteRange: null })),
});
const ad = (adInstanceId: string): AdMedia => ({
  adInstanceId,
  durationMs: 6000,
  renditions: [rendition('video', [2000, 2000, 2000]), rendition('audio', [2005, 2005, 1990])],
});
const plan = planStitch({ breakId: 'b', startsAt: 10_000, endsAt: 22_000, ads: [ad('a'), ad('b')] });

describe('cutAd', () => {
  it('cuts at the first boundary that is not published, in every rendition, and the next ad moves up', () => {
    const cut = cutAd(plan, 'a', 13_990);
    expect(adSpans(cut)).toEqual([
      { adInstanceId: 'a', startsAt: 10_000, endsAt: 14_000 },
      { adInstanceId: 'b', startsAt: 14_000, endsAt: 20_000 },
    ]);
    expect(cut.ads[0]?.renditions.map(({ segments }) => segments.length)).toEqual([2, 2]);
    expect(cut.endsAt).toBe(20_000);
  });

  it('keeps one segment of an ad of which nothing is published', () => {
    expect(adSpans(cutAd(plan, 'b', 12_000))[1]).toMatchObject({ startsAt: 16_000, endsAt: 18_000 });
  });

  it.each([
    ['all of it is published', plan, 'a', 16_000],
    ['it is in no plan', plan, 'c', 12_000],
    [
      'content is back',
      {
        ...plan,
        anchors: {
          hi: {
            ...{ kind: 'video' as const, sequence: 5, continuity: 0 },
            resume: { sequence: 11, continuity: 0, shift: { sequence: 0, continuity: 0 } },
          },
        },
      },
      'a',
      12_000,
    ],
  ])('changes nothing where %s', (_why, before, adInstanceId, edge) => {
    expect(cutAd(before, adInstanceId, edge)).toBe(before);
  });
});
