import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMinute, NOON_MS, RULES } from './a-plan.builder.js';
import { clipWindow, sizeWindow, windowEndMs } from './fetch-window.js';

const ask = { viewers: 4000, earliestMs: NOON_MS, expectedStartMs: NOON_MS + 10 * aMinute, nowMs: NOON_MS };

describe('sizeWindow', () => {
  it('is as long as its viewers need at the target rate less the headroom, and ends before the break', () => {
    const window = sizeWindow(ask, RULES);
    expect(window).toMatchObject({ lengthMs: 50_000, expectedTps: 80, fits: true });
    expect(window && windowEndMs(window)).toBe(ask.expectedStartMs - RULES.guardMs);
  });

  it('spreads 100,000 viewers at 500 a second over 200 s, as the AWS example does', () => {
    const rules = { ...RULES, targetTps: 500, headroom: 0 };
    expect(sizeWindow({ ...ask, viewers: 100_000 }, rules)?.lengthMs).toBe(200_000);
  });

  it('is never shorter than the least, however few watch', () => {
    expect(sizeWindow({ ...ask, viewers: 3 }, RULES)).toMatchObject({ lengthMs: RULES.minMs, fits: true });
  });

  it('takes what is left where the break is near, and says what rate that makes', () => {
    const window = sizeWindow({ ...ask, expectedStartMs: NOON_MS + 40_000 }, RULES);
    expect(window).toEqual({
      startMs: NOON_MS + 10_000,
      lengthMs: 20_000,
      viewers: 4000,
      expectedTps: 200,
      fits: false,
    });
  });

  it('is none where nothing is left, so that players ask when the break begins', () => {
    expect(sizeWindow({ ...ask, expectedStartMs: NOON_MS + 20_500 }, RULES)).toBeNull();
  });

  it('never begins before its time or unheard, never ends after the guard, and fits only where its rate does', () => {
    const inAnHour = fc.integer({ min: 0, max: 3_600_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), inAnHour, inAnHour, (viewers, earliest, start) => {
        const times = { earliestMs: NOON_MS + earliest, expectedStartMs: NOON_MS + start };
        const window = sizeWindow({ viewers, nowMs: NOON_MS, ...times }, RULES);
        if (window === null) return start - RULES.guardMs - Math.max(earliest, RULES.noticeMs) < 1000;
        return (
          window.startMs >= Math.max(times.earliestMs, NOON_MS + RULES.noticeMs) &&
          windowEndMs(window) === times.expectedStartMs - RULES.guardMs &&
          (!window.fits || window.expectedTps <= RULES.targetTps * (1 - RULES.headroom))
        );
      }),
    );
  });
});

describe('clipWindow', () => {
  const window = { startMs: NOON_MS, lengthMs: 50_000, viewers: 4000, expectedTps: 80, fits: true };

  it('cuts an open window where the break comes earlier: the slots of players stay where they are', () => {
    expect(clipWindow(window, NOON_MS + 25_000)).toMatchObject({ startMs: NOON_MS, lengthMs: 25_000, fits: false });
  });

  it('leaves it alone where the break comes later', () => {
    expect(clipWindow(window, NOON_MS + 60_000)).toBe(window);
  });
});
