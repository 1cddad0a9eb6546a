import { describe, expect, it } from 'vitest';
import { findLastFrame } from './find-last-frame.js';

/** The frames of a video that are said to be the last one. */
function lastOf(duration: number, frames: readonly number[]): readonly number[] {
  return frames.filter(findLastFrame({ duration }));
}

const at25 = (count: number): number[] => Array.from({ length: count }, (_, i) => i * 0.04);

describe('findLastFrame', () => {
  it('is the frame that lasts until the end', () => {
    expect(lastOf(0.4, at25(10))).toEqual([0.36]);
  });
  it.each([0.395, 0.405])('is found where the duration is rounded to %d', (duration) => {
    expect(lastOf(duration, at25(10))).toEqual([0.36]);
  });
  it('is found where frames were dropped, and is not the one before it', () => {
    expect(lastOf(0.4, [0, 0.04, 0.08, 0.2, 0.32, 0.36])).toEqual([0.36]);
    expect(lastOf(0.4, [0, 0.04, 0.08, 0.28, 0.32])).toEqual([]);
  });
  it('is none where sound goes on, where the duration is not known, and where only one frame came', () => {
    expect(lastOf(0.44, at25(10))).toEqual([]);
    expect(lastOf(NaN, at25(10))).toEqual([]);
    expect(lastOf(Infinity, at25(10))).toEqual([]);
    expect(lastOf(0.04, [0])).toEqual([]);
  });
});
