import { describe, expect, it } from 'vitest';
import { planCapacity, windowSecondsFor, type CapacityAsk, type Strategy } from './plan-capacity.js';
import { arrivalsOf, runFleet, simulateCapacity } from './simulate-fleet.js';

const million = 1e6;
const anEvent = (segmentSeconds: number, strategy: Strategy): CapacityAsk => ({
  ...{ viewers: 50 * million, segmentSeconds, strategy, decisionsPerCoreSecond: 15_000, deadlineSeconds: 0.8 },
});
const prefetch = (windowSeconds: number, lateShare = 0): Strategy => ({ of: 'prefetch', windowSeconds, lateShare });
const justInTime: Strategy = { of: 'just-in-time' };
const cohort: Strategy = { of: 'cohort', cohorts: 20_000, shields: 12 };

/** 50 million viewers, an answer within 800 ms, 15,000 decisions a core and second: peak in millions a second, and cores. */
const figures: readonly (readonly [string, CapacityAsk, number, number])[] = [
  ['just in time, segments of 6 s', anEvent(6, justInTime), 5.8, 335],
  ['just in time, segments of 4 s', anEvent(4, justInTime), 8.8, 480],
  ['just in time, segments of 2 s', anEvent(2, justInTime), 17.5, 861],
  ['a window of 30 s', anEvent(6, prefetch(30)), 1.68, 109],
  ['a window of 60 s', anEvent(6, prefetch(60)), 0.85, 55],
  ['a window of 180 s', anEvent(6, prefetch(180)), 0.29, 19],
  ['a window of 300 s', anEvent(6, prefetch(300)), 0.17, 12],
  ['20,000 cohorts at 12 shields', anEvent(6, cohort), 0.029, 2],
];

describe('planCapacity for 50 million viewers', () => {
  it.each(figures)('%s: as the published figures say, within 5 %% and a core', (_, ask, peak, cores) => {
    const plan = planCapacity(ask);
    expect(Math.abs(plan.peakTps / million - peak)).toBeLessThanOrEqual(0.05 * peak);
    expect(Math.abs(plan.cores - cores)).toBeLessThanOrEqual(Math.max(1, 0.05 * cores));
  });

  it.each(figures)('%s: as a run of counted viewers says, within 5 %% and a core', (_, ask) => {
    const plan = planCapacity(ask);
    const run = simulateCapacity(ask);
    expect(Math.abs(plan.peakTps - run.peakTps)).toBeLessThanOrEqual(0.05 * run.peakTps);
    expect(Math.abs(plan.cores - run.cores)).toBeLessThanOrEqual(Math.max(1, 0.05 * run.cores));
  });

  it('needs for late joiners what their share of just in time needs', () => {
    const plan = planCapacity(anEvent(6, prefetch(180, 0.03)));
    expect(plan.peakTps / million).toBeCloseTo(0.27, 2); // 48.5 million over 180 s; the late ones make 0.18
    expect(planCapacity(anEvent(6, prefetch(180, 0.3))).peakTps / million).toBeCloseTo((0.3 * 50 * 0.7) / 6, 2);
  });

  it('says how long a window keeps 50 million to 300,000 a second', () => {
    expect(windowSecondsFor(50 * million, 300_000, 0)).toBe(167);
    expect(windowSecondsFor(50 * million, 300_000, 0.2)).toBe(209);
    expect(windowSecondsFor(5, 300_000, 0.2)).toBe(1);
  });
});

describe('runFleet', () => {
  const ask = anEvent(6, justInTime);

  it('counts every viewer', () => {
    const all = arrivalsOf(ask).reduce((sum, count) => sum + count, 0);
    expect(all / (50 * million)).toBeGreaterThan(0.9999);
  });

  it('has nobody late with cores for the peak, and most with half of what is needed', () => {
    expect(runFleet(arrivalsOf(ask), 389, ask).lateShare).toBe(0);
    expect(runFleet(arrivalsOf(ask), 160, ask).lateShare).toBeGreaterThan(0.5);
  });
});
