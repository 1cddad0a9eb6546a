import { describe, expect, it } from 'vitest';
import { aPlan, NOON_MS } from './a-plan.builder.js';
import { expForBreak, lapsesBefore } from './bid-expiry.js';

const plan = aPlan(); // expected in 10 minutes, may begin until 20, two minutes long

describe('the expiry of bids for a break that is fetched ahead (OpenRTB 2.6 §7.2)', () => {
  it('is told as the time until its last ad may be shown', () => {
    expect(expForBreak(plan, NOON_MS)).toBe(22 * 60);
    expect(expForBreak(plan, NOON_MS + 3_600_000)).toBe(0);
  });

  it('drops a bid that lapses before the break is over', () => {
    const bid = (exp: number | null) => lapsesBefore({ exp, answeredMs: NOON_MS }, plan);
    expect([bid(12 * 60 - 1), bid(12 * 60), bid(null)]).toEqual([true, false, false]);
  });
});
