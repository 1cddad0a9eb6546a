import { describe, expect, it } from 'vitest';
import { clearOfEdges } from './clear-of-edges.js';

/** As Shaka looks a place up where all segments have one duration; null: no segment has it. */
function numberAt(place: number, duration: number): number | null {
  const number = Math.floor(place / duration);
  return place >= number * duration && place < (number + 1) * duration ? number : null;
}

/** The same edge, in some of the ways in which sums come to it. */
function edges(number: number, duration: number): readonly number[] {
  const edge = number * duration;
  return [edge, edge - 5.76 + 5.76, (number - 3) * duration + 3 * duration, edge + 1795915605.567 - 1795915605.567];
}

describe('clearOfEdges', () => {
  it('has a segment for content that comes back where the 15th one of 1.92 s ends', () => {
    const place = 23.04 + 5.76;
    expect(numberAt(place, 1.92)).toBe(null);
    expect(numberAt(clearOfEdges(place), 1.92)).toBe(15);
  });

  it.each([0.96, 1.001, 1.92, 2, 2.002, 3.84, 4.004, 6])(
    'has the segment that begins, at any edge between segments of %d s',
    (each) => {
      for (let number = 3; number < 3000; number++)
        for (const edge of edges(number, each)) expect(numberAt(clearOfEdges(edge), each)).toBe(number);
    },
  );

  it('moves a place by less than two microseconds, and never back', () => {
    for (const place of [0, 12.3456789, 86_400 * 7 + 0.04]) {
      expect(clearOfEdges(place)).toBeGreaterThan(place);
      expect(clearOfEdges(place) - place).toBeLessThan(0.000_002);
    }
  });
});
