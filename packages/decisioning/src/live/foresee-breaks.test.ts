import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS } from './a-plan.builder.js';
import { foreseeBreaks, type RecurringBreaks } from './recurring-breaks.js';

const rule: RecurringBreaks = {
  ...{ id: 'r', channel: 'one', fromMs: NOON_MS, untilMs: NOON_MS + 60 * aMinute, gapMs: 15 * aMinute },
  ...{ durationMs: 2 * aMinute, delayAfterEndMs: 0 },
};
const minutes = (starts: readonly number[]) => starts.map((ms) => (ms - NOON_MS) / aMinute);

describe('foreseeBreaks', () => {
  it('goes on after the break that is planned, until the rule’s hours are over', () => {
    const planned = aPlan({ expectedStartMs: NOON_MS + 15 * aMinute });
    expect(minutes(foreseeBreaks([rule], [planned], NOON_MS))).toEqual([32, 49]);
  });

  it('begins now where none is planned, and knows of none where there is no rule', () => {
    expect(minutes(foreseeBreaks([rule], [], NOON_MS))).toEqual([15, 32, 49]);
    expect(foreseeBreaks([], [aPlan()], NOON_MS)).toEqual([]);
  });

  it('knows of those ahead of a break that is announced for later, and of those behind it', () => {
    const later = aPlan({ expectedStartMs: NOON_MS + 40 * aMinute });
    expect(minutes(foreseeBreaks([rule], [later], NOON_MS))).toEqual([15, 32, 57]);
  });

  it('takes the nearest of several rules', () => {
    const soon = { ...rule, id: 's', fromMs: NOON_MS + 20 * aMinute, untilMs: NOON_MS + 35 * aMinute };
    expect(minutes(foreseeBreaks([rule, { ...soon, gapMs: 5 * aMinute }], [], NOON_MS))).toEqual([15, 25, 32, 49]);
  });

  it('looks ahead no further than 250 breaks', () => {
    const forDays = { ...rule, untilMs: NOON_MS + 30 * 24 * 60 * aMinute };
    expect(foreseeBreaks([forDays], [], NOON_MS)).toHaveLength(250);
  });
});
