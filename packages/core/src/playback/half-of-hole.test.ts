import { describe, expect, it } from 'vitest';
import { halfOfHole } from './half-of-hole.js';

describe('halfOfHole', () => {
  it('halves a hole of one to four frames of AAC', () => {
    expect(halfOfHole(49)).toBe(24.5);
  });
  it.each([0, 21, 85, 1920, null, undefined])('moves nothing for %s', (holeMs) => {
    expect(halfOfHole(holeMs)).toBe(0);
  });
});
