import { describe, expect, it } from 'vitest';
import { byRegion, fillRatioOf } from './event-forecast.js';

describe('what is counted on for several channels', () => {
  it('is the sum of their streams in each region', () => {
    const counts = [
      { region: 'eu', count: 5 },
      { region: 'us', count: 1 },
      { region: 'eu', count: 2 },
    ];
    expect([...byRegion(counts)]).toEqual([
      ['eu', 7],
      ['us', 1],
    ]);
  });

  it('is the fill of the most streams', () => {
    const forecast = (count: number, fillRatio?: number) => ({
      ...{ channel: String(count), regions: [{ region: 'eu', count }], ...(fillRatio !== undefined && { fillRatio }) },
    });
    expect(fillRatioOf([forecast(300, 1), forecast(100, 0.6), forecast(9000)])).toBeCloseTo(0.9);
    expect(fillRatioOf([forecast(9000)])).toBeNull();
  });
});
