import type { BreakHint } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aMinute, NOON_MS } from './a-plan.builder.js';
import { sizeWindow, WINDOW_RULES } from './fetch-window.js';
import { askMs, binRates, p95Of, type Arrival } from './simulate-arrivals.js';

const SEGMENT_MS = 6000;
const expectedStartMs = NOON_MS + 20 * aMinute;

/** The window that a channel with so many viewers gets, as players are told it. */
function aHint(viewers: number, targetTps: number): Omit<BreakHint, 'mac'> {
  const ask = { viewers, earliestMs: NOON_MS, expectedStartMs, nowMs: NOON_MS };
  const window = sizeWindow(ask, { ...WINDOW_RULES, targetTps });
  if (window === null) throw new Error('Cannot size the window: the break is too near, expected 20 minutes');
  const times = { windowStartMs: window.startMs, windowMs: window.lengthMs, expiresAtMs: expectedStartMs + aMinute };
  return { planId: 'p', expectedStartMs, durationMs: 120_000, names: [], ...times };
}
const watching = (viewers: number): readonly Arrival[] =>
  Array.from({ length: viewers }, (_, n) => ({ sessionId: `tv-${n}`, joinedMs: NOON_MS }));
const ratesOf = (hint: Omit<BreakHint, 'mac'>, arrivals: readonly Arrival[]) => {
  const asked = arrivals.map((arrival) => askMs(hint, arrival, SEGMENT_MS)).filter((time) => time !== null);
  return binRates(asked, 1000);
};
const meanOf = (rates: readonly number[]) => rates.reduce((sum, rate) => sum + rate, 0) / rates.length;

describe('players that ask in their slots', () => {
  it.each([
    [1000, 20],
    [1000, 100],
    [20_000, 500],
    [100_000, 500],
  ])('%i viewers for %i a second stay at p95 at most twice the mean, and at most the target', (viewers, targetTps) => {
    const rates = ratesOf(aHint(viewers, targetTps), watching(viewers));
    expect(p95Of(rates)).toBeLessThanOrEqual(2 * meanOf(rates));
    // A minimal window leaves chance some room where the target is near the spread of a few requests.
    expect(p95Of(rates)).toBeLessThanOrEqual(targetTps * (targetTps < 50 ? 1.2 : 1));
  });

  it('would ask within one and a half segments without one: what the window is for', () => {
    const together = watching(20_000).map((arrival) => ({ ...arrival, joinedMs: expectedStartMs - 9000 }));
    expect(p95Of(ratesOf(aHint(20_000, 500), together))).toBeGreaterThan(2000);
  });

  it('stay under the target though three in a hundred join late', () => {
    const hint = aHint(20_000, 500);
    const joined = watching(20_000).map((arrival, n) =>
      n % 33 === 0 ? { ...arrival, joinedMs: hint.windowStartMs + (n % 60) * 1000 } : arrival,
    );
    const rates = ratesOf(hint, joined);
    expect(p95Of(rates)).toBeLessThanOrEqual(500);
    expect(p95Of(rates)).toBeLessThanOrEqual(2 * meanOf(rates));
  });
});

describe('askMs', () => {
  const hint = aHint(1000, 100);

  it('is the slot of who watches, and soon for who joined after it', () => {
    const late = { sessionId: 's', joinedMs: expectedStartMs - 30_000 };
    const asked = askMs({ ...hint, windowStartMs: NOON_MS, windowMs: 1000 }, late, SEGMENT_MS);
    expect(asked).toBeGreaterThanOrEqual(late.joinedMs);
    expect(asked).toBeLessThan(late.joinedMs + 9000);
  });

  it('is before the break begins, and never for who joins in it', () => {
    const joined = (joinedMs: number) => askMs({ ...hint, windowMs: 1 }, { sessionId: 's', joinedMs }, SEGMENT_MS);
    expect(joined(expectedStartMs - 10)).toBeLessThan(expectedStartMs);
    expect(joined(expectedStartMs)).toBeNull();
  });
});
