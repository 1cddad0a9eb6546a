import { describe, expect, it } from 'vitest';
import { figuresOf, runSteady, type SteadySample } from './run-steady.js';

const aSample = (over: Partial<SteadySample>): SteadySample => ({
  ...{ atS: 0, rssBytes: 100e6, heapBytes: 50e6, loopP99Ms: 4, sent: 100, answered: 100, full: 90, shed: 0 },
  ...{ p99Ms: 10, lateP99Ms: 1, beacons: 10, heard: 10 },
  ...over,
});

describe('the figures of a steady load', () => {
  it('are the rise of memory in the last two thirds, and shares of all', () => {
    const rising = Array.from({ length: 90 }, (_none, n) =>
      aSample({ atS: n * 20, rssBytes: n < 30 ? n : 100e6 + n * 1e6 }),
    );
    const figures = figuresOf([...rising.slice(0, 89), { ...rising[89]!, loopP99Ms: 30, answered: 99 }]);
    expect(figures).toMatchObject({ rssMbPerHour: 180, heapMbPerHour: 0, loopP99Ms: { median: 4, worst: 30 } });
    expect(figures.answered).toBeCloseTo(8999 / 9000, 9);
    expect(figures.full).toBe(0.9);
  });
});

// A server of its own, which a busy machine starves: what holds the second time was load. How fast it is, is not asked.
describe('a part of what the service can do', { timeout: 120_000, retry: 1 }, () => {
  it('is answered with something to play, and every beacon is heard', async () => {
    const { samples, answered } = await runSteady({
      ...{
        minutes: 0.05,
        share: 0.7,
        audience: 50,
        firstRate: 20,
        connections: 50,
        searchSeconds: 0.5,
        stepSeconds: 1,
      },
    });
    expect(samples).toHaveLength(3);
    expect(answered).toBe(1);
    for (const { beacons, heard, rssBytes, loopP99Ms } of samples) {
      expect(heard).toBe(beacons);
      expect(rssBytes).toBeGreaterThan(50e6);
      expect(loopP99Ms).toBeGreaterThanOrEqual(0);
    }
  });
});
