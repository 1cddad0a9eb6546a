import { describe, expect, it } from 'vitest';
import { isoText, lengthText, nearText, streamText } from './format-time.js';

describe('times for a person', () => {
  it('writes lengths as exactly as one needs them', () => {
    const lengths = [0, 5_760, 30_000, 119_960, 307_040, 725_000, 7_500_000, 300_000_000, -4_200];
    expect(lengths.map(lengthText)).toEqual([
      ...['0.0 s', '5.76 s', '30.0 s', '119.96 s', '307.0 s', '12 min 5 s', '2 h 5 min', '3 days', '-4.2 s'],
    ]);
    expect(nearText(13_679)).toBe('13.7 s');
  });

  it('writes stream time by the clock, or from the start', () => {
    expect(streamText(Date.UTC(2026, 0, 1, 20, 47, 12, 345), { by: 'clock' })).toBe('20:47:12.345');
    expect(streamText(3_725_006, { by: 'offset', fromMs: 0 })).toBe('1:02:05.006');
    expect(streamText(0, { by: 'offset', fromMs: 1_500 })).toBe('-0:00:01.500');
  });

  it('has a word for a time that no date can have', () => {
    expect([isoText(NaN), isoText(1e18)]).toEqual(['-', '-']);
  });
});
