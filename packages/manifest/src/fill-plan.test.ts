import { describe, expect, it } from 'vitest';
import type { AdMedia } from './ad-media.js';
import { adSpans } from './ad-spans.js';
import { fillPlan } from './fill-plan.js';
import { endPlan, planStitch } from './plan-stitch.js';

const media = (adInstanceId: string, times: number, segmentMs = 2000): AdMedia => ({
  adInstanceId,
  durationMs: times * segmentMs,
  renditions: [
    {
      ...{ kind: 'video', bandwidth: null, codecs: null, mapUri: 'v.mp4', mapByteRange: null },
      segments: Array.from({ length: times }, (_, n) => ({ uri: `${n}.m4s`, durationMs: segmentMs, byteRange: null })),
    },
  ],
});
const planTo = (endsAt: number) => planStitch({ breakId: 'b', startsAt: 0, endsAt, ads: [media('a', 3)] });
const slate = media('slate', 2, 3000);
const ends = (plan: ReturnType<typeof planTo>): string[] =>
  adSpans(plan).map(({ adInstanceId, endsAt }) => `${adInstanceId} ${endsAt}`);

describe('fillPlan', () => {
  it('repeats the filler behind the ads up to the boundary nearest to the wanted end', () => {
    const filled = fillPlan(planTo(22_000), slate, null);
    expect(ends(filled)).toEqual(['a 6000', 'slate 12000', 'slate 18000', 'slate 21000']);
    expect(filled).toMatchObject({ endsAt: 21_000, wantedEndsAt: 22_000, targetSeconds: 3 });
  });

  it('fills a plan whose ads are none', () => {
    expect(ends(fillPlan({ ...planTo(6000), ads: [] }, slate, null))).toEqual(['slate 6000']);
  });

  it('goes on where it was when the end moves, and is cut when it moves back', () => {
    const longer = fillPlan(endPlan(fillPlan(planTo(12_000), slate, null), 17_500, null), slate, null);
    expect(ends(longer)).toEqual(['a 6000', 'slate 12000', 'slate 18000']);
    expect(ends(endPlan(longer, 7000, 8000))).toEqual(['a 6000', 'slate 9000']);
  });

  it('changes nothing where the ads reach the end', () => {
    const plan = planTo(6000);
    expect(fillPlan(plan, slate, null)).toBe(plan);
  });

  it('changes nothing once content is back', () => {
    const resume = { sequence: 11, continuity: 0, shift: { sequence: 0, continuity: 0 } };
    const plan = { ...planTo(22_000), anchors: { hi: { kind: 'video' as const, sequence: 5, continuity: 0, resume } } };
    expect(fillPlan(plan, slate, null)).toBe(plan);
  });

  it('does not fill a break without an end in sight with thousands of the same', () => {
    expect(fillPlan(planTo(86_400_000), slate, null).ads.length).toBeLessThan(300);
  });
});
