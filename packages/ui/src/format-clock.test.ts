import { describe, expect, it } from 'vitest';
import { formatClock } from './format-clock.js';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [9, '0:09'],
    [60, '1:00'],
    [125, '2:05'],
    [11.2, '0:12'],
    [-3, '0:00'],
  ])('writes %s s as %s', (seconds, text) => expect(formatClock(seconds)).toBe(text));
});
