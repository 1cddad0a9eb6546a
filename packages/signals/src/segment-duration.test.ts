import { describe, expect, it } from 'vitest';
import { parseSegmentMs } from './segment-duration.js';

describe('parseSegmentMs (RFC 8216bis §4.4.4.1)', () => {
  it('reads a decimal or whole number in front of the title', () => {
    expect(parseSegmentMs('2.002,')).toBeCloseTo(2002, 6);
    expect(parseSegmentMs('10,Title, more')).toBe(10_000);
  });
  it('takes what is no length for none', () => {
    expect(['', ',', '-2,', 'NaN', '1e308,', 'Infinity,'].map(parseSegmentMs)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
