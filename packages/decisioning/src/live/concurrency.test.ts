import { describe, expect, it } from 'vitest';
import { aMinute, NOON_MS } from './a-plan.builder.js';
import { createConcurrency, roundUpViewers } from './concurrency.js';

const at = (minutes: number) => NOON_MS + minutes * aMinute;
/** One region's count each minute from noon on. */
function heard(counts: readonly number[], region = 'eu') {
  const concurrency = createConcurrency();
  counts.forEach((count, minute) => concurrency.hear({ region, kind: 'live', count }, at(minute)));
  return concurrency;
}

describe('createConcurrency', () => {
  it('sums regions and kinds, each with its last count', () => {
    const concurrency = heard([100, 200]);
    concurrency.hear({ region: 'us', kind: 'live', count: 50 }, at(1));
    concurrency.hear({ region: 'us', kind: 'ctv', count: 25 }, at(1));
    expect(concurrency.now(at(1))).toBe(275);
    expect(concurrency.list(at(1))).toHaveLength(3);
  });

  it('forgets who was silent for two minutes', () => {
    const concurrency = heard([100]);
    expect(concurrency.now(at(1.9))).toBe(100);
    expect(concurrency.now(at(2))).toBe(0);
  });

  it('foresees growth: a line through the last ten minutes', () => {
    const ramp = heard([0, 1000, 2000, 3000, 4000, 5000]);
    expect(ramp.p95(at(5), at(8))).toBe(8000);
  });

  it('adds to a restless count what it takes for 95 of 100 cases', () => {
    const calm = heard([5000, 5000, 5000, 5000, 5000, 5000]);
    const restless = heard([5000, 5400, 4600, 5400, 4600, 5000]);
    expect(calm.p95(at(5), at(8))).toBe(5000);
    expect(restless.p95(at(5), at(8))).toBeGreaterThan(5500);
  });

  it('never foresees fewer than are there now, and no more than ten minutes ahead', () => {
    expect(heard([5000, 4000, 3000, 2000]).p95(at(3), at(30))).toBe(2000);
    const ramp = heard([0, 1000, 2000, 3000]);
    expect(ramp.p95(at(3), at(60))).toBe(ramp.p95(at(3), at(13)));
  });

  it('takes reports of many regions that come together as one sample', () => {
    const concurrency = createConcurrency();
    for (let minute = 0; minute < 4; minute += 1) {
      for (const region of ['eu', 'us', 'in']) {
        concurrency.hear({ region, kind: 'live', count: 1000 }, at(minute));
      }
    }
    expect(concurrency.p95(at(3), at(6))).toBeLessThan(5500); // not the climb from one region to three
  });
});

describe('roundUpViewers', () => {
  it('keeps two digits, so that a plan moves seldom', () => {
    expect([0, 7, 41, 401, 123_456, 25_300_000].map(roundUpViewers)).toEqual([0, 7, 41, 410, 130_000, 26_000_000]);
  });
});
