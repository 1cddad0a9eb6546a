import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS } from './a-plan.builder.js';
import { nextByRules, type RecurringBreaks } from './recurring-breaks.js';

/** Every quarter of an hour, all day. */
const rule: RecurringBreaks = {
  ...{ id: 'r', channel: 'one', fromMs: NOON_MS, untilMs: NOON_MS + 24 * 60 * aMinute },
  ...{ gapMs: 15 * aMinute, durationMs: aMinute, delayAfterEndMs: 0 },
};
const planAt = (minutes: number) => aPlan({ expectedStartMs: NOON_MS + minutes * aMinute, durationMs: aMinute });
/** In minutes after noon. */
const nextAt = (
  rules: readonly RecurringBreaks[],
  { lastEnd = 0, open = [], cancelled = [] }: { lastEnd?: number; open?: number[]; cancelled?: number[] },
): number | null => {
  const around = { open: open.map(planAt), cancelled: cancelled.map(planAt) };
  const next = nextByRules(rules, NOON_MS + lastEnd * aMinute, around);
  return next && (next.expectedStartMs - NOON_MS) / aMinute;
};

describe('nextByRules', () => {
  const evening = {
    ...rule,
    id: 'e',
    fromMs: NOON_MS + 120 * aMinute,
    untilMs: NOON_MS + 180 * aMinute,
    gapMs: 5 * aMinute,
  };

  it('is the nearest of several rules whose hours it is, whichever was made first', () => {
    for (const rules of [
      [rule, evening],
      [evening, rule],
    ]) {
      expect(nextAt(rules, {})).toBe(15);
      expect(nextAt(rules, { lastEnd: 112 })).toBe(125);
      expect(nextAt(rules, { lastEnd: 126 })).toBe(131);
      expect(nextAt(rules, { lastEnd: 176 })).toBe(191);
    }
  });

  it('is ahead of a plan that comes later, and none where one comes first', () => {
    expect(nextAt([rule], { open: [480] })).toBe(15);
    expect(nextAt([rule], { open: [10] })).toBeNull();
    expect(nextAt([rule], { open: [15] })).toBeNull();
  });

  it('is a gap behind what was called off, also when a break before that has ended', () => {
    expect(nextAt([rule], { cancelled: [15] })).toBe(31);
    expect(nextAt([rule], { cancelled: [2] })).toBe(18);
    expect(nextAt([rule], { lastEnd: 1, cancelled: [15] })).toBe(31);
    expect(nextAt([rule], { cancelled: [15], open: [20] })).toBeNull();
  });

  it('is what the rule has before a break that was called off hours ahead, or long ago', () => {
    expect(nextAt([rule], { cancelled: [480] })).toBe(15);
    expect(nextAt([rule], { lastEnd: 480, cancelled: [479] })).toBe(495);
  });

  it('is none where the hours are over', () => {
    expect(nextAt([rule], { lastEnd: 24 * 60 - 10 })).toBeNull();
    expect(nextAt([rule], { lastEnd: 24 * 60 - 20, cancelled: [24 * 60 - 5] })).toBeNull();
  });
});
