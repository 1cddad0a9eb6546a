import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admits, CLOSED, stepBreaker, type BreakerFact, type BreakerState } from './breaker.js';

const after = (state: BreakerState, ...facts: BreakerFact[]) => facts.reduce(stepBreaker, state);
const failed = (nowMs: number, isProbe = false): BreakerFact => ({ type: 'failed', nowMs, isProbe });
const answered = (nowMs: number, isProbe = false): BreakerFact => ({ type: 'answered', nowMs, isProbe });
const FIVE = [1, 2, 3, 4, 5].map((nowMs) => failed(nowMs));

describe('stepBreaker', () => {
  it('opens after five failures in a row, and not before', () => {
    expect(after(CLOSED, ...FIVE.slice(1)).phase).toBe('closed');
    expect(after(CLOSED, ...FIVE)).toEqual({ phase: 'open', untilMs: 1005, openMs: 1000 });
  });

  it('opens when most calls fail, and bears that a few do', () => {
    const mixed = (failures: number) =>
      Array.from({ length: 100 }, (_, i) => (i % 10 < failures ? failed(i) : answered(i))).reduce(stepBreaker, CLOSED);
    expect(mixed(2).phase).toBe('closed');
    expect(mixed(8).phase).toBe('open');
  });

  it('lets one call through when its time is up, and no second one', () => {
    const open = after(CLOSED, ...FIVE);
    expect(admits(open, 1004)).toBe('none');
    expect(admits(open, 1005)).toBe('probe');
    expect(admits(stepBreaker(open, { type: 'asked', nowMs: 1005 }), 1006)).toBe('none');
  });

  it('closes when the probe is answered, and opens for twice as long when it fails', () => {
    const probing = after(CLOSED, ...FIVE, { type: 'asked', nowMs: 1005 });
    expect(after(probing, answered(1100, true))).toEqual(CLOSED);
    expect(after(probing, failed(1100, true))).toEqual({ phase: 'open', untilMs: 3100, openMs: 2000 });
  });

  it('does not listen to calls of before it opened', () => {
    const open = after(CLOSED, ...FIVE);
    expect(after(open, answered(10), failed(11))).toEqual(open);
    const probing = after(open, { type: 'asked', nowMs: 1005 });
    expect(after(probing, failed(1010), answered(1011))).toEqual(probing);
  });

  it('is never open for longer than 30 s', () => {
    const facts = fc.record({
      type: fc.constantFrom('answered', 'failed', 'asked'),
      gap: fc.nat(40_000),
      isProbe: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 60 }), (steps) => {
        let nowMs = 0;
        let state = CLOSED;
        for (const { type, gap, isProbe } of steps) {
          nowMs += gap;
          state = stepBreaker(state, type === 'asked' ? { type, nowMs } : { type, nowMs, isProbe });
          if (state.phase === 'open') expect(state.untilMs - nowMs).toBeLessThanOrEqual(30_000);
        }
      }),
      { numRuns: 50 },
    );
  });
});
