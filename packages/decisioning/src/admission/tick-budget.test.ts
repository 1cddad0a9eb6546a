import { describe, expect, it } from 'vitest';
import { createLimiter, LIMITER_DEFAULTS } from './limiter.js';
import type { Priority } from './priority.js';
import { createTickBudget } from './tick-budget.js';

/** A turn of the loop in which each decision takes so long. */
function turn() {
  let atMs = 1000;
  let end = (): void => undefined;
  const spentMs = createTickBudget({ nowMs: () => atMs, afterTick: (run) => (end = run) });
  return { spentMs, pass: (ms: number) => (atMs += ms), end: () => end() };
}

describe('createTickBudget', () => {
  it('counts from the first that asks in a turn of the loop, and begins anew with the next', () => {
    const { spentMs, pass, end } = turn();
    expect([spentMs(), pass(7) && spentMs(), pass(5) && spentMs()]).toEqual([0, 7, 12]);
    end();
    pass(100);
    expect(spentMs()).toBe(0);
  });
});

describe('the limiter in a long turn of the loop', () => {
  const shedIn = (mode: 'enforce' | 'simulate') => {
    const { spentMs, pass } = turn();
    const shed: Priority[] = [];
    const limiter = createLimiter(
      { ...LIMITER_DEFAULTS, mode, tickMs: 40 },
      (priority) => shed.push(priority),
      spentMs,
    );
    const full: Priority[] = [];
    for (let n = 0; n < 30; n += 1) {
      const priority = (['P2', 'P1', 'P0'] as const)[n % 3]!;
      const admission = limiter.admit(priority);
      if (admission.type === 'full') {
        full.push(priority);
        pass(4);
        admission.done();
      }
    }
    return { shed, full };
  };
  it('sheds the least important first, though none is in flight', () => {
    const { shed, full } = shedIn('enforce');
    const fulls = (['P0', 'P1', 'P2'] as const).map((priority) => full.filter((one) => one === priority).length);
    expect(fulls).toEqual([5, 4, 2]);
    expect([...new Set(shed)]).toEqual(['P2', 'P1', 'P0']); // in the order in which they were first shed
  });
  it('only says so where it simulates', () => {
    expect(shedIn('simulate').full).toHaveLength(30);
  });
});
