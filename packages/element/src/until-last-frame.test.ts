import { describe, expect, it } from 'vitest';
import { untilLastFrame } from './until-last-frame.js';

/** The frames of a video that are said to be the last one. */
function lastOf(duration: number, frames: readonly number[]): readonly number[] {
  const until = untilLastFrame({ duration });
  return frames.filter((seconds) => until(seconds) === 0);
}

const at25 = (count: number): number[] => Array.from({ length: count }, (_, i) => i * 0.04);

describe('untilLastFrame', () => {
  it('is 0 for the frame that lasts until the end', () => {
    expect(lastOf(0.4, at25(10))).toEqual([0.36]);
  });
  it.each([0.399, 0.405])('finds it where the duration is rounded to %d', (duration) => {
    expect(lastOf(duration, at25(10))).toEqual([0.36]);
  });
  it('finds it where frames were dropped, and not the one before it', () => {
    expect(lastOf(0.4, [0, 0.04, 0.08, 0.2, 0.32, 0.36])).toEqual([0.36]);
    expect(lastOf(0.4, [0, 0.04, 0.08, 0.28, 0.32])).toEqual([]);
  });
  it('finds it where sound goes on for less than a frame: no other picture has room', () => {
    expect(lastOf(0.437, at25(10))).toEqual([0.36]);
  });
  it('counts down to it, so that it may be dropped, or sound may go on for longer', () => {
    const until = untilLastFrame({ duration: 0.45 });
    expect(until(0.24)).toBe(Infinity);
    expect(until(0.28)).toBeCloseTo(0.12);
    expect(until(0.36)).toBeCloseTo(0.04);
  });
  it.each([0.4, 0.405, 0.437])('counts whole frames, whatever of a length of %d has no picture', (duration) => {
    const until = untilLastFrame({ duration });
    until(0);
    at25(10)
      .slice(1)
      .forEach((seconds, n) => expect(until(seconds)).toBeCloseTo((8 - n) * 0.04));
  });
  it('is Infinity where the duration is not known, and where only one frame came', () => {
    for (const duration of [NaN, Infinity])
      expect(at25(3).map(untilLastFrame({ duration }))).toEqual(at25(3).fill(Infinity));
    expect(untilLastFrame({ duration: 0.04 })(0)).toBe(Infinity);
  });
});
