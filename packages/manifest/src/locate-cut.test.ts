import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { planStitch, readMediaPlaylist, stitchWindow } from './index.js';
import type { Rendition, StitchPlan } from './index.js';

const VIDEO: Rendition = { key: 'v.m3u8', kind: 'video', bandwidth: 2_000_000 };
const LATE: Rendition = { key: 'l.m3u8', kind: 'video', bandwidth: 500_000 };
const at = (seconds: number) => NOON + seconds * 1000;
const aPlan = () =>
  planStitch({
    breakId: 'b',
    startsAt: at(20),
    endsAt: at(32),
    ads: [anAd('one', [2000, 2000, 2000]), anAd('two', [3000, 3000])],
  });
const segmentsOf = (text: string) => readMediaPlaylist(text)?.segments ?? [];

describe('a rendition that joins in the break', () => {
  it('numbers as the others do', () => {
    const text = anOrigin().textAt(14, 3);
    const seen = [9, 10, 11, 12, 13].reduce(
      (plans: readonly StitchPlan[], edge) => stitchWindow(plans, VIDEO, anOrigin().textAt(edge, 3)).plans,
      [aPlan()],
    );
    const other = stitchWindow(seen, LATE, text);
    expect(other.text).toBe(stitchWindow(seen, VIDEO, text).text);
  });
  it('numbers as if all segments were alike where nobody saw the start, and keeps to it', () => {
    const first = stitchWindow([aPlan()], VIDEO, anOrigin().textAt(14, 3));
    expect(segmentsOf(first.text).map(({ sequence, uri }) => [sequence, uri.slice(-10)])).toEqual([
      [111, 'ne/v/1.m4s'],
      [112, 'ne/v/2.m4s'],
    ]);
    const next = segmentsOf(stitchWindow(first.plans, VIDEO, anOrigin().textAt(17, 6)).text);
    expect(next.map(({ sequence }) => sequence)).toEqual([111, 112, 113, 114, 115]);
    expect(next[4]?.uri).toBe('v116.m4s');
  });
});

describe('an origin whose clock jumps', () => {
  /** The window with every date from `segment` on moved. */
  const jumping = (edge: number, size: number, segment: number, byMs: number) => {
    const before = segmentsOf(anOrigin().textAt(edge, size));
    return ['#EXTM3U', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${before[0]?.sequence ?? 0}`]
      .concat(
        ...before.map(({ startsAt, uri, sequence }) => [
          `#EXT-X-PROGRAM-DATE-TIME:${new Date((startsAt ?? 0) + (sequence >= segment ? byMs : 0)).toISOString()}`,
          '#EXTINF:2,',
          uri,
        ]),
      )
      .join('\n');
  };
  it('always gets its content back, and never has a segment under two numbers', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 135 }),
        fc.integer({ min: -40_000, max: 40_000 }),
        fc.integer({ min: 3, max: 10 }),
        (segment, byMs, size) => {
          let plans: readonly StitchPlan[] = [aPlan()];
          const numbers = new Map<number, string>();
          let contentless = 0;
          for (let edge = 3; edge <= 50; edge++) {
            const result = stitchWindow(plans, VIDEO, jumping(edge, size, segment, byMs));
            plans = result.plans;
            const segments = segmentsOf(result.text);
            for (const { sequence, uri } of segments) {
              expect(numbers.get(sequence) ?? uri).toBe(uri);
              numbers.set(sequence, uri);
            }
            contentless = segments[segments.length - 1]?.uri.startsWith('v') ? 0 : contentless + 1;
            expect(contentless).toBeLessThanOrEqual(14 + 7); // the break, and once more what a jump back can repeat
          }
          expect(contentless).toBe(0);
        },
      ),
      { numRuns: 120 },
    );
  });
});
