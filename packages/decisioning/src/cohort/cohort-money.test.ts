import { describe, expect, it } from 'vitest';
import { anAsk } from './an-ask.builder.js';
import type { CohortBreak } from './cohort-desk.js';
import { cohortOf } from './cohort-key.js';
import { createCohortMoney, type CohortMoneyRooms } from './cohort-money.js';

const cohort = cohortOf(anAsk(), []);
const brk: CohortBreak = {
  ...{ channel: 'one', id: 'b1', kind: 'linear', durationMs: 60_000, limits: {}, expiresAtMs: null, picks: true },
  ...{ isShared: true, baseUrl: 'https://ads.example', beaconedBy: 'client', without: [], apartFrom: null },
};
const world = { nowMs: 0 };
const money = (change: Partial<CohortMoneyRooms>) =>
  createCohortMoney({
    ...{ matched: () => [{ id: 'a' }, { id: 'b' }], partOf: () => 1, left: () => null, nowMs: () => world.nowMs },
    ...change,
  });

describe('createCohortMoney', () => {
  it('gives all of a cohort what nothing limits', () => {
    expect(money({}).scarce(cohort, brk, 1e9)).toEqual([]);
  });

  it('gives a share of voice, or a pace, to that part of the viewers', () => {
    const { scarce } = money({ partOf: (id) => (id === 'a' ? 1 / 3 : 1) });
    expect(scarce(cohort, brk, 1000)).toEqual([{ lineItemId: 'a', share: 0.33 }]);
  });

  it('gives what has too little left to as many as it is enough for, less what caches hand on already', () => {
    const { scarce, expect: expectSpent } = money({ left: (id) => (id === 'a' ? 500 : 5000) });
    expect(scarce(cohort, brk, 1000)).toEqual([{ lineItemId: 'a', share: 0.5 }]);
    expectSpent('a', 300, 60_000);
    expect(scarce(cohort, brk, 1000)).toEqual([{ lineItemId: 'a', share: 0.2 }]);
    world.nowMs = 60_000; // it is over: what was shown is in the budget
    expect(scarce(cohort, brk, 1000)).toEqual([{ lineItemId: 'a', share: 0.5 }]);
  });

  it('adds up what many cohorts of a break are promised, whenever in a second each of them ends', () => {
    world.nowMs = 0;
    const { scarce, expect: expectSpent } = money({ left: (id) => (id === 'a' ? 100_000 : null) });
    for (let n = 0; n < 50_000; n += 1) expectSpent('a', 1, 59_001 + (n % 999));
    expect(scarce(cohort, brk, 100_000)).toEqual([{ lineItemId: 'a', share: 0.5 }]);
    world.nowMs = 59_999;
    expect(scarce(cohort, brk, 100_000)).toEqual([{ lineItemId: 'a', share: 0.5 }]);
    world.nowMs = 60_000;
    expect(scarce(cohort, brk, 100_000)).toEqual([]);
  });
});
