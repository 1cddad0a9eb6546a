import { describe, expect, it } from 'vitest';
import { aPlan, NOON_MS } from './a-plan.builder.js';
import { createMemoryPlanStore, type PlanRecord } from './plan-store.js';

describe('createMemoryPlanStore', () => {
  it('holds what is open as it was last told, however often that changes', async () => {
    const store = createMemoryPlanStore();
    const plan = (id: string, over: Parameters<typeof aPlan>[0] = {}): PlanRecord => ({
      type: 'plan',
      plan: aPlan({ id, ...over }),
    });
    for (let change = 1; change <= 100; change += 1) await store.keep([plan('p1', { durationMs: change })]);
    await store.keep([plan('p2'), plan('p2', { state: { phase: 'over', startedMs: NOON_MS, endedMs: NOON_MS } })]);
    await store.keep([plan('p3'), plan('p3', { state: { phase: 'cancelled', atMs: NOON_MS } })]);
    const rule = { id: 'r1', channel: 'one', fromMs: 0, untilMs: 1, gapMs: 1, durationMs: 1, delayAfterEndMs: 0 };
    await store.keep([
      { type: 'recurring', recurring: rule },
      { type: 'recurring-gone', id: 'r1' },
    ]);
    expect(await store.load()).toEqual([plan('p1', { durationMs: 100 })]);
  });
});
