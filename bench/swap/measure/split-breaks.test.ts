import { describe, expect, it } from 'vitest';
import { AFTER, aBroadcast, BEFORE, BREAK, GREEN, RED } from './a-broadcast.builder.js';
import { splitBreaks } from './split-breaks.js';

const NEXT = { startsAt: 77_280, endsAt: 88_800 };

describe('splitBreaks', () => {
  it('gives each break its ads and the content around them', () => {
    const between = { ...AFTER, ms: 5760 };
    const seen = splitBreaks(aBroadcast([BEFORE, RED, GREEN, between, RED, GREEN, AFTER]), [BREAK, NEXT]);
    expect(seen.map(({ n, frames }) => [n, frames.length])).toEqual([
      [0, 288],
      [1, 288],
    ]);
    expect(seen.map(({ before }) => before?.programMs)).toEqual([59_960, 77_240]);
    expect(seen.map(({ after }) => after.length)).toEqual([144, 100]);
  });

  it('leaves out a break of which nothing was seen', () => {
    const through = { ...BEFORE, ms: 27_280 };
    const seen = splitBreaks(aBroadcast([through, RED, GREEN]), [BREAK, NEXT]);
    expect(seen.map(({ n }) => n)).toEqual([1]);
  });

  it('counts an ad that flashes up again to the break that it came from', () => {
    const flash = { ...RED, ms: 80 };
    const seen = splitBreaks(aBroadcast([BEFORE, RED, { ...AFTER, ms: 1000 }, flash, AFTER]), [BREAK, NEXT]);
    expect(seen.map(({ n, frames }) => [n, frames.filter(({ what }) => what === 'red').length])).toEqual([[0, 146]]);
  });
});
