import { describe, expect, it } from 'vitest';
import { AFTER, aBroadcast, BEFORE, BREAK, GREEN, RED } from './a-broadcast.builder.js';
import { cutGaps, gapMs, longestFreezeMs } from './gaps.js';
import { splitBreaks } from './split-breaks.js';

const frame = { atMs: 1000, mediaMs: 0, programMs: null, what: 'red', video: 0, presented: 10 } as const;

describe('gapMs (Q1)', () => {
  it('is the time between two frames', () => {
    expect(gapMs(frame, { ...frame, atMs: 1050, presented: 11 })).toBe(50);
  });

  it('leaves frames that the page was not told of their time, and counts the rest as one gap', () => {
    expect(gapMs(frame, { ...frame, atMs: 1120, presented: 13 })).toBe(40);
    expect(gapMs(frame, { ...frame, atMs: 1400, presented: 13 })).toBe(320);
  });

  it('is never less than the share of one', () => {
    expect(gapMs(frame, { ...frame, atMs: 1066, presented: 12 })).toBe(33);
  });

  it('ends with the first frame of a new source, whose count begins anew', () => {
    expect(gapMs(frame, { ...frame, atMs: 1150, presented: 2 })).toBe(110);
  });

  it('leaves out what came behind a cover', () => {
    expect(gapMs(frame, { ...frame, atMs: 1150, presented: 4, revealed: true })).toBe(150);
  });

  it('asks no count of another element', () => {
    expect(gapMs(frame, { ...frame, atMs: 1030, presented: 400, video: 1 })).toBe(30);
  });
});

describe('cutGaps (Q1)', () => {
  it('tells the cut into a break, from ad to ad and out of it apart', () => {
    const frames = aBroadcast([BEFORE, { ...RED, gapMs: 33 }, { ...GREEN, gapMs: 67 }, { ...AFTER, gapMs: 120 }]);
    const { in: into, between, out } = cutGaps(splitBreaks(frames, [BREAK]));
    expect([into.mostMs, between.mostMs, out.mostMs]).toEqual([33, 67, 120]);
  });

  it('counts content that flashes between ads as cuts of their own', () => {
    const flash = { what: 'content', ms: 80, programMs: 60_000 } as const;
    const { in: into, out } = cutGaps(splitBreaks(aBroadcast([BEFORE, RED, flash, GREEN, AFTER]), [BREAK]));
    expect([into.count, out.count]).toEqual([2, 2]);
  });

  it('has nothing to say of content that never came back', () => {
    expect(cutGaps(splitBreaks(aBroadcast([BEFORE, RED]), [BREAK])).out).toMatchObject({ count: 0, mostMs: null });
  });
});

describe('longestFreezeMs (Q8)', () => {
  it('finds the longest time without a new frame, up to the end of the log', () => {
    const frames = aBroadcast([BEFORE, { ...RED, gapMs: 700 }]);
    const last = frames[frames.length - 1]?.atMs ?? 0;
    expect(longestFreezeMs(frames, 1000, last)).toBe(700);
    expect(longestFreezeMs(frames, 1000, last + 3000)).toBe(3000);
  });
});
