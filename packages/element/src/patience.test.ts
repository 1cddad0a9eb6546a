import { expect, it } from 'vitest';
import { patienceMs } from './patience.js';

/** A video at 10 s that has so much loaded ahead. */
function videoWith(aheadSeconds: number): HTMLVideoElement {
  const buffered = { length: 1, start: () => 0, end: () => 10 + aheadSeconds };
  return { currentTime: 10, buffered } as Partial<HTMLVideoElement> as HTMLVideoElement;
}

it.each([
  ['a segment of 2 s has 3 s where enough is loaded', 8, 2, 3000],
  ['a long one has as long as it lasts', 20, 6, 6000],
  ['half a second before the picture would stand still it is over', 2.3, 2, 1800],
  ['it has a second, whatever is loaded', 0.2, 2, 1000],
])('%s', (_, ahead, duration, ms) => expect(patienceMs(videoWith(ahead), duration)).toBeCloseTo(ms, 3));

it('leaves the time that it takes until what stands in is here', () => {
  expect(patienceMs(videoWith(4), 2, 1500)).toBeCloseTo(2000, 3);
});
