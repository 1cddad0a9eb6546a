import { describe, expect, it } from 'vitest';
import { AFTER, aBroadcast, BEFORE, BREAK, GREEN, RED, type Piece } from './a-broadcast.builder.js';
import { afterEnd, driftMs, lostContentMs, resumeErrorMs, shownOfAds, startErrorMs } from './positions.js';
import { splitBreaks, type SeenBreak } from './split-breaks.js';

const EARLY = { startsAt: 60_000, endsAt: 67_680 };

function seenIn(pieces: readonly Piece[], brk = BREAK): SeenBreak {
  const [seen] = splitBreaks(aBroadcast(pieces), [brk]);
  if (!seen) throw new Error('no break was seen');
  return seen;
}

describe('a break that is played as it should be', () => {
  const seen = seenIn([BEFORE, RED, GREEN, AFTER]);

  it('starts and resumes without an error, and loses nothing', () => {
    expect([startErrorMs(seen), resumeErrorMs(seen), lostContentMs(seen)]).toEqual([0, 0, 0]);
    expect(afterEnd(seen)).toEqual({ strayFrames: 0, lateMs: 0 });
    expect(driftMs(seen, aBroadcast([BEFORE, RED, GREEN, AFTER]))).toBe(0);
  });

  it('shows both ads whole', () => {
    expect(shownOfAds(seen)).toEqual([
      { shownMs: 5760, plannedMs: 5760 },
      { shownMs: 5760, plannedMs: 5760 },
    ]);
  });
});

describe('startErrorMs, resumeErrorMs (Q2, Q3)', () => {
  it('are how far content ran past the splice, and how far past the end of the break it resumed', () => {
    const late = seenIn([{ ...BEFORE, ms: 10_200 }, RED, GREEN, { ...AFTER, programMs: 71_720 }]);
    expect([startErrorMs(late), resumeErrorMs(late)]).toEqual([200, 200]);
  });

  it('are not known where the player tells no program time, or content never came back', () => {
    const { programMs: _, ...unknown } = BEFORE;
    expect(splitBreaks(aBroadcast([unknown, RED]), [BREAK])).toEqual([]);
    expect(resumeErrorMs(seenIn([BEFORE, RED]))).toBeNull();
  });
});

describe('shownOfAds (Q4)', () => {
  const untold = aBroadcast([BEFORE, RED, GREEN, AFTER]).filter(
    ({ what, mediaMs }) => what !== 'red' || mediaMs < 2000 || mediaMs >= 4000,
  );

  it('leaves out a part that was jumped over, and counts a part that came twice once', () => {
    const jumped = untold.map((frame, index) => ({ ...frame, presented: index + 1 }));
    const [seen] = splitBreaks(jumped, [BREAK]);
    expect(seen && shownOfAds(seen)[0]?.shownMs).toBe(3760);
    expect(shownOfAds(seenIn([BEFORE, RED, { ...RED, ms: 1000 }, GREEN, AFTER]))[0]?.shownMs).toBe(5760);
  });

  it('counts frames that the element presented and did not tell the page of', () => {
    const [seen] = splitBreaks(untold, [BREAK]);
    expect(seen && shownOfAds(seen)[0]?.shownMs).toBe(5760);
  });

  it('takes frames that a busy machine dropped for shown', () => {
    const frames = aBroadcast([BEFORE, RED, GREEN, AFTER]).filter(({ mediaMs }) => mediaMs % 160 !== 120);
    const [seen] = splitBreaks(frames, [BREAK]);
    expect(seen && shownOfAds(seen)[0]?.shownMs).toBeGreaterThanOrEqual(5720);
  });
});

describe('an early return (Q5)', () => {
  it('without a fault has no stray frame and loses nothing', () => {
    const seen = seenIn([BEFORE, RED, { ...GREEN, ms: 1920 }, { ...AFTER, programMs: 67_680 }], EARLY);
    expect(afterEnd(seen)).toEqual({ strayFrames: 0, lateMs: 0 });
    expect(shownOfAds(seen).map(({ plannedMs }) => plannedMs)).toEqual([5760, 1920]);
  });

  it('counts ad frames after the end, content that is late, and content that nobody saw', () => {
    const seen = seenIn([BEFORE, RED, { ...GREEN, ms: 2920 }, { ...AFTER, programMs: 69_680 }], EARLY);
    expect(afterEnd(seen)).toEqual({ strayFrames: 23, lateMs: 1000 });
    expect(lostContentMs(seen)).toBe(2000);
  });

  it('counts an ad that flashes up after content, and what is lost behind it', () => {
    const flash = [
      { what: 'content', ms: 1000, programMs: 67_680 },
      { ...GREEN, ms: 200 },
      { ...AFTER, programMs: 69_680 },
    ] as const;
    const seen = seenIn([BEFORE, RED, { ...GREEN, ms: 1920 }, ...flash], EARLY);
    expect(afterEnd(seen).strayFrames).toBe(5);
    expect(lostContentMs(seen)).toBe(1000);
  });
});

describe('driftMs (Q14)', () => {
  it('is how much later content is seen than before the break', () => {
    const frames = aBroadcast([BEFORE, RED, GREEN, { ...AFTER, gapMs: 540 }]);
    const [seen] = splitBreaks(frames, [BREAK]);
    expect(seen && driftMs(seen, frames)).toBe(500);
  });
});
