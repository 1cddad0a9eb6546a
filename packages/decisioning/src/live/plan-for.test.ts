import { describe, expect, it } from 'vitest';
import { aMinute, aPlan, NOON_MS } from './a-plan.builder.js';
import { planFor } from './plan-for.js';

const START_MS = NOON_MS + 10 * aMinute;
const onAir = { state: { phase: 'on-air', startedMs: START_MS } } as const;
const over = { state: { phase: 'over', startedMs: START_MS, endedMs: START_MS + 1000 } } as const;
const named = aPlan({ names: ['7', 'ad-1'] });
const unnamed = aPlan({ id: 'p2', names: [] });

describe('the plan of a break that a player asks for without a hint', () => {
  it.each([
    ['has the plan’s own name', [named], 'p1', START_MS, 'p1'],
    ['has a name that its signal was to have', [named], 'ad-1', START_MS, 'p1'],
    ['is one of two parts of what a signal names', [named], 'ad-1#2', START_MS, 'p1'],
    ['has the name, and is on', [{ ...named, ...onAir }], 'ad-1', START_MS + aMinute, 'p1'],
    ['has a name that comes again every hour', [named], '7', START_MS + 60 * aMinute, null],
    ['has another name', [named], '8', START_MS, null],
    ['begins where one was planned without a name', [unnamed], 'x', START_MS - 20_000, 'p2'],
    ['begins a minute away from that', [unnamed], 'x', START_MS - 60_000, null],
    ['is on as that one is', [{ ...unnamed, ...onAir }], 'x', START_MS + 90_000, 'p2'],
    ['comes after that one', [{ ...unnamed, ...onAir }], 'x', START_MS + 3 * aMinute, null],
    ['is the one of two that is nearer', [named, aPlan({ id: 'far', expectedStartMs: NOON_MS })], '7', START_MS, 'p1'],
    ['was called by its plan, which is over', [{ ...named, ...over }], 'ad-1', START_MS, null],
  ] as const)('of one that %s', (_words, plans, breakId, atMs, id) => {
    expect(planFor(plans, [breakId], atMs)?.id ?? null).toBe(id);
  });
});
