import { describe, expect, it } from 'vitest';
import { aPlan, NOON_MS } from '../live/a-plan.builder.js';
import type { Pace } from '../pacing/pace.js';
import { createClampedBreaks } from './clamped-breaks.js';

describe('createClampedBreaks', () => {
  it('counts breaks in a row at whose end the multiplier was at its limit', () => {
    const paces: Record<string, number> = { behind: 5, fine: 1 };
    const gauges = new Map<string, number>();
    const clamped = createClampedBreaks({
      meters: {
        set: (_, value, labels = {}) => void gauges.set(labels['line_item'] ?? '', value),
        forget: (_, labels) => void gauges.delete(labels['line_item'] ?? ''),
      },
      itemIds: () => Object.keys(paces),
      paceOf: (id) => ({ lambda: paces[id] }) as Pace,
    });
    const over = (startedMs: number | null) =>
      clamped.planMoved({ plan: aPlan({ state: { phase: 'over', startedMs, endedMs: NOON_MS } }) });
    over(NOON_MS);
    over(null); // it never began: nobody could see anything
    over(NOON_MS);
    expect(Object.fromEntries(gauges)).toEqual({ behind: 2, fine: 0 });
    paces['behind'] = 4;
    delete paces['fine'];
    over(NOON_MS);
    expect(Object.fromEntries(gauges)).toEqual({ behind: 0 });
    delete paces['behind']; // it is taken out of the catalogue, and no break may follow
    clamped.published();
    expect(Object.fromEntries(gauges)).toEqual({});
  });
});
