import { describe, expect, it } from 'vitest';
import { nextRandom } from './random.js';

function shares(seed: number, count: number): number[] {
  const all: number[] = [];
  for (let state = seed, n = 0; n < count; n++) {
    const next = nextRandom(state);
    state = next.state;
    all.push(next.share);
  }
  return all;
}

describe('nextRandom', () => {
  it('gives the same shares for the same seed, and others for another', () => {
    expect(shares(7, 20)).toEqual(shares(7, 20));
    expect(shares(7, 20)).not.toEqual(shares(8, 20));
  });
  it('spreads shares evenly over [0, 1), also for neighbouring seeds', () => {
    const many = [...shares(1, 4000), ...Array.from({ length: 4000 }, (_, seed) => shares(seed, 1)[0] ?? -1)];
    expect(many.every((share) => share >= 0 && share < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = many.filter((share) => Math.floor(share * 10) === tenth).length;
      expect(Math.abs(inside - 800)).toBeLessThan(160);
    }
  });
});
