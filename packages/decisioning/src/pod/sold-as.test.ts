import { describe, expect, it } from 'vitest';
import { soldAs } from './sold-as.js';

const ANY = { minAdMs: 5000, maxAdMs: 30_000, requiredAdMs: null };
const SOME = { ...ANY, requiredAdMs: [10_000, 15_000, 30_000, 60_000] };

describe('soldAs()', () => {
  it.each([
    ['what may be of any length as what it is', 12_345, ANY, 12_345],
    ['what is a frame too long as the longest', 30_030, ANY, 30_000],
    ['what is a frame too short as the shortest', 4960, ANY, 5000],
    ['the nearest of the lengths that are wanted', 29_970, SOME, 30_000],
    ['the same', 15_015, SOME, 15_000],
    ['what is half a second off', 14_500, SOME, 15_000],
  ] as const)('sells %s', (_what, durationMs, rules, ms) => {
    expect(soldAs(durationMs, rules)).toBe(ms);
  });
  it.each([
    ['much longer than an ad may be', 30_501, ANY],
    ['much shorter', 4499, ANY],
    ['between two lengths that are wanted', 14_499, SOME],
    ['near to one that no ad may have', 60_000, SOME],
  ] as const)('does not sell what is %s', (_what, durationMs, rules) => {
    expect(soldAs(durationMs, rules)).toBeNull();
  });
});
