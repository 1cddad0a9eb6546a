import { describe, expect, it } from 'vitest';
import type { LineItem } from '../catalogue/catalogue.js';
import type { FlightProgress } from './forecast.js';
import { stepItem, type ItemFacts, type ItemPace } from './pace-item.js';

const HOUR = 3_600_000;
const T0 = 1_800_000_000_000;

const anItem = (more: Partial<LineItem> = {}): LineItem =>
  ({ id: 'li', pacing: 'even', priceCpm: 10, startsAt: T0, endsAt: T0 + 4 * HOUR, ...more }) as LineItem;
/** Of ten breaks of a thousand viewers, the last of them half an hour before the end. */
const aFlight = (more: Partial<FlightProgress> = {}): FlightProgress => ({
  ...{ done: 0, all: 10_000, planned: 10_000, isOpen: true },
  ...{ last: { atMs: T0 + 3.5 * HOUR, tailMs: HOUR }, ...more },
});
const facts = (more: Partial<ItemFacts> = {}): ItemFacts => ({
  ...{ item: anItem(), goal: { amount: 1_000, ofOne: 1 }, delivered: 0, flight: aFlight() },
  ...{ nowMs: T0, adsPerViewer: 1, ...more },
});
const partOf = (paced: ItemPace | null): number => paced?.pace.part ?? NaN;

describe('stepItem', () => {
  it('paces by viewers as soon as a break is known, whatever the clock says', () => {
    const begun = stepItem(null, facts({ nowMs: T0 + HOUR }));
    expect([begun?.by, partOf(begun)]).toEqual(['breaks', 0.1]);
    expect(stepItem(begun, facts({ nowMs: T0 + 2 * HOUR }))).toEqual(begun); // nobody has seen a break meanwhile
  });

  it('goes by the clock before the first word of a break, and when the last is over', () => {
    expect(stepItem(null, facts({ flight: null }))?.by).toBe('clock');
    const begun = stepItem(null, facts());
    const over = aFlight({ done: 10_000, all: 10_000, isOpen: false });
    expect(stepItem(begun, facts({ flight: over, delivered: 950, nowMs: T0 + 3.6 * HOUR }))).toMatchObject({
      by: 'clock',
    });
  });

  it('is free where neither breaks nor a clock say how far it is', () => {
    expect(stepItem(null, facts({ item: anItem({ endsAt: null }), flight: null }))).toBeNull();
  });

  it('owes by the last known break what the clock says, where the time goes on for longer than its source can tell', () => {
    // One break was announced, of a thousand viewers, at the end of the first of four hours.
    const first = aFlight({ all: 1_000, planned: 1_000, last: { atMs: T0 + HOUR, tailMs: HOUR } });
    expect(partOf(stepItem(null, facts({ flight: first })))).toBeCloseTo(0.27, 2);
    // The same of a schedule: there will be no other.
    const only = { ...first, last: { ...first.last, tailMs: 6 * HOUR } };
    expect(partOf(stepItem(null, facts({ flight: only })))).toBe(1);
  });

  it('makes its plan anew where breaks are added or called off, over what is left', () => {
    const begun = stepItem(null, facts());
    const half = stepItem(begun, facts({ flight: aFlight({ done: 5_000 }), delivered: 500 }));
    expect(partOf(half)).toBeCloseTo(0.1, 1);
    const fewer = aFlight({ done: 5_000, all: 7_000, planned: 7_000 });
    expect(partOf(stepItem(half, facts({ flight: fewer, delivered: 500 })))).toBeCloseTo(0.25, 1);
    const more = aFlight({ done: 5_000, all: 25_000, planned: 25_000 });
    expect(partOf(stepItem(half, facts({ flight: more, delivered: 500 })))).toBeCloseTo(0.025, 2);
  });

  it('begins with what is left, where it is told of the event in its middle', () => {
    const late = stepItem(null, facts({ flight: aFlight({ all: 5_000, planned: 5_000 }), delivered: 900 }));
    expect(partOf(late)).toBeCloseTo(0.02, 3);
    expect(late?.behind).toBe(0);
  });

  it('keeps what it learnt of viewers over a new plan, and over a time without one', () => {
    let paced = stepItem(null, facts());
    // A viewer brings half of what was thought.
    for (let n = 1, delivered = 0; n <= 5; n++) {
      delivered += 500 * partOf(paced);
      paced = stepItem(paced, facts({ flight: aFlight({ done: n * 1_000 }), delivered }));
    }
    const delivered = 300;
    const two = { done: 5_000, all: 7_000, planned: 7_000 };
    const learnt = partOf(stepItem(paced, facts({ flight: aFlight(two), delivered })));
    expect(learnt).toBeGreaterThan(0.55); // 700 over two thousand viewers who bring half as much: two thirds, not one
    const between = stepItem(paced, facts({ flight: aFlight({ done: 5_000, isOpen: false }), delivered }));
    expect(between?.by).toBe('clock');
    expect(partOf(stepItem(between, facts({ flight: aFlight(two), delivered })))).toBeCloseTo(learnt, 3);
  });

  it('counts what was fetched ahead of a break for the viewers of that break, also where the plan changed meanwhile', () => {
    let paced = stepItem(null, facts());
    paced = stepItem(paced, facts({ flight: aFlight({ all: 12_000, planned: 12_000 }), delivered: 80 }));
    const brought = stepItem(
      paced,
      facts({ flight: aFlight({ done: 1_000, all: 12_000, planned: 12_000 }), delivered: 80 }),
    )?.pace.brought;
    expect((brought?.delivered ?? 0) / (brought?.shownTo ?? 1)).toBeGreaterThan(0.9);
  });

  it('follows another goal, and one that was forgotten in part', () => {
    const begun = stepItem(null, facts());
    expect(partOf(stepItem(begun, facts({ goal: { amount: 2_000, ofOne: 1 } })))).toBeCloseTo(0.2, 2);
    const half = stepItem(begun, facts({ flight: aFlight({ done: 5_000 }), delivered: 500 }));
    const forgotten = aFlight({ done: 1_000, all: 6_000 }); // of long ago, four breaks
    expect(partOf(stepItem(half, facts({ flight: forgotten, delivered: 500 })))).toBeCloseTo(0.1, 1);
  });
});
