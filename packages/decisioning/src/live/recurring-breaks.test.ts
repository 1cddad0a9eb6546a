import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS } from './a-plan.builder.js';
import { nextAfterCancelled, type RecurringBreaks } from './recurring-breaks.js';

/** Every quarter of an hour, all day. */
const rule: RecurringBreaks = {
  ...{ id: 'r', channel: 'one', fromMs: NOON_MS, untilMs: NOON_MS + 24 * 60 * aMinute },
  ...{ gapMs: 15 * aMinute, durationMs: aMinute, delayAfterEndMs: 0 },
};
const planAt = (minutes: number) => aPlan({ expectedStartMs: NOON_MS + minutes * aMinute, durationMs: aMinute });
const nextAt = (cancelled: number, open: readonly number[] = []): number | null => {
  const next = nextAfterCancelled(rule, planAt(cancelled), { open: open.map(planAt), nowMs: NOON_MS });
  return next && (next.expectedStartMs - NOON_MS) / aMinute;
};

describe('nextAfterCancelled', () => {
  it('is a gap behind what was called off', () => {
    expect(nextAt(15)).toBe(31);
    expect(nextAt(2)).toBe(18);
  });

  it('is what the rule has before a break that was called off hours ahead', () => {
    expect(nextAt(8 * 60)).toBe(15);
  });

  it('is the same where a break before it is still open: it does not come again when that has ended', () => {
    expect(nextAt(15, [0])).toBe(31);
    expect(nextAt(8 * 60, [0])).toBe(16);
  });

  it('is none where a later one is open: the rule goes on from there', () => {
    expect(nextAt(15, [20])).toBeNull();
  });

  it('is none where the rule is over', () => {
    const { untilMs } = rule;
    const late = planAt(24 * 60 - 5);
    expect(nextAfterCancelled(rule, late, { open: [], nowMs: untilMs - 10 * aMinute })).toBeNull();
  });
});
