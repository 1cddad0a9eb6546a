import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import {
  adSpans,
  endPlan,
  hasReturned,
  placeAt,
  planStitch,
  readMediaPlaylist,
  retirePlan,
  retirePlans,
  stitchWindow,
} from './index.js';
import type { Rendition, StitchPlan } from './index.js';

const VIDEO: Rendition = { key: 'v.m3u8', kind: 'video', bandwidth: null };
const at = (seconds: number) => NOON + seconds * 1000;
const ADS = [anAd('one', [2000, 2000, 2000]), anAd('two', [2000, 2000, 2000])];
const aPlan = (startsAt: number, endsAt: number, ads = ADS, breakId = 'b') =>
  planStitch({ breakId, startsAt: at(startsAt), endsAt: at(endsAt), ads });

/** The plan after its whole life in one rendition. */
function lived(plans: readonly StitchPlan[], upTo = 20, rendition = VIDEO) {
  let now = plans;
  for (let edge = 3; edge <= upTo; edge++) now = stitchWindow(now, rendition, anOrigin().textAt(edge, 6)).plans;
  return now;
}

describe('planStitch', () => {
  it('ends with the pod where the pod is shorter than the break', () => expect(aPlan(10, 60).endsAt).toBe(at(22)));
  it('ends at the boundary of the ads nearest to the end of the break', () => {
    expect(aPlan(10, 18.9).endsAt).toBe(at(18));
    expect(aPlan(10, 19.1).endsAt).toBe(at(20));
  });
  it('keeps a pod that is a little longer than the break whole', () => {
    expect(aPlan(10, 14, [anAd('ntsc', [2000, 2004])]).endsAt).toBe(at(14.004));
  });
  it('survives being stored as JSON', () => expect(JSON.parse(JSON.stringify(aPlan(10, 22)))).toEqual(aPlan(10, 22)));
});

describe('endPlan', () => {
  it('never ends before what is published', () => {
    expect(endPlan(aPlan(10, 22), at(11), at(14)).endsAt).toBe(at(14));
    expect(endPlan(aPlan(10, 22), at(0), at(13)).endsAt).toBe(at(14));
    expect(endPlan(aPlan(10, 22), at(0), null).endsAt).toBe(at(10));
  });
  it('takes a sound segment a frame past the picture for the same edge', () =>
    expect(endPlan(aPlan(10, 22), at(14), at(14.02)).endsAt).toBe(at(14)));
  it('extends up to the end of the ads', () => {
    const short = aPlan(10, 14);
    expect(endPlan(short, at(18), at(12)).endsAt).toBe(at(18));
    expect(endPlan(short, at(90), at(12)).endsAt).toBe(at(22));
  });
  it('changes nothing once content is back', () => {
    const [over] = lived([aPlan(10, 22)]);
    expect(over && hasReturned(over)).toBe(true);
    expect(over && endPlan(over, at(12), at(40))).toBe(over);
  });
  it('does not bring back ads of a break that ended before its first, once content went past', () => {
    const none = endPlan(aPlan(10, 22), at(10), at(10));
    expect(endPlan(none, at(22), at(12))).toBe(none);
  });
});

describe('the timeline map', () => {
  it('lays ads one after the other from the start of the plan', () => {
    expect(adSpans(aPlan(10, 20))).toEqual([
      { adInstanceId: 'one', startsAt: at(10), endsAt: at(16) },
      { adInstanceId: 'two', startsAt: at(16), endsAt: at(20) },
    ]);
  });
  it('finds the ad at a programme time, and content elsewhere', () => {
    const plans = [aPlan(10, 22), aPlan(40, 46, ADS, 'c')];
    expect(placeAt(plans, at(9.999))).toBeNull();
    expect(placeAt(plans, at(10))).toEqual({ breakId: 'b', adInstanceId: 'one', adIndex: 0, adMs: 0 });
    expect(placeAt(plans, at(17.5))).toEqual({ breakId: 'b', adInstanceId: 'two', adIndex: 1, adMs: 1500 });
    expect(placeAt(plans, at(22))).toBeNull();
    expect(placeAt(plans, at(41))?.breakId).toBe('c');
  });
  it('moves with the plan where a break does not begin on a boundary', () => {
    const [plan] = lived([aPlan(11.5, 20)], 7);
    expect(plan && adSpans(plan)[0]?.startsAt).toBe(at(12));
    const [earlier] = lived([aPlan(10.5, 20)], 7);
    expect(earlier && adSpans(earlier)[0]?.startsAt).toBe(at(10));
  });
});

describe('retirePlans', () => {
  it('leaves one small plan of any number of old ones, and the same numbers', () => {
    let plans: readonly StitchPlan[] = [];
    for (let i = 0; i < 4; i++) {
      plans = [...plans, aPlan(10 + i * 20, 17 + i * 20, [anAd(`ad${i}`, [3000, 3500])], `b${i}`)];
      plans = lived(plans, 15 + i * 10);
    }
    const text = anOrigin().textAt(56, 6);
    const folded = retirePlans(plans, at(90));
    expect(folded).toHaveLength(1);
    expect(folded[0]?.ads).toEqual([]);
    const wanted = stitchWindow(plans, VIDEO, text).text;
    expect(stitchWindow(folded, VIDEO, text).text).toBe(wanted);
    expect(stitchWindow(plans.map(retirePlan), VIDEO, text).text).toBe(wanted);
    expect(readMediaPlaylist(wanted)?.mediaSequence).toBe(150 - 4 * 1); // 3 or 4 content segments went, 2 came
  });
});
