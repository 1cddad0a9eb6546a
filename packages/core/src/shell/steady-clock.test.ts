import { describe, expect, it } from 'vitest';
import { steadyClock } from './steady-clock.js';

/** What a session reads where its device's clock says this. */
function read(told: readonly number[]): readonly number[] {
  let at = 0;
  const nowMs = steadyClock(() => told[at++] ?? NaN);
  return told.map(() => nowMs());
}

describe('the clock of a session', () => {
  it('is that of its device, which may go on by a leap', () => {
    expect(read([100, 100, 350, 90_000])).toEqual([100, 100, 350, 90_000]);
  });
  it('goes on from where it was where that one is set back', () => {
    expect(read([5000, 5250, 1000, 1250, 900, 1000])).toEqual([5000, 5250, 5250, 5500, 5500, 5600]);
  });
  it('is that of its device again once that one is past it', () => {
    expect(read([5000, 1000, 1250, 6000, 6250])).toEqual([5000, 5000, 5250, 6000, 6250]);
  });
});
