import { describe, expect, it } from 'vitest';
import { timeForSale, type TimeLeft } from './time-for-sale.js';

const left = (over: Partial<TimeLeft['rules']> = {}, free: Partial<TimeLeft> = {}): TimeLeft => ({
  rules: { roomMs: 60_000, maxAds: 4, minAdMs: 0, maxAdMs: 60_000, requiredAdMs: null, ...over },
  ...{ isFirstFree: true, isLastFree: true, ...free },
});
const first = { id: 'first', position: 'first', maxMs: 30_000 } as const;
const mid = { id: 'mid', position: 'any', minMs: 10_000, maxMs: 15_000, floorCpm: 9 } as const;

describe('timeForSale (OpenRTB 2.6 §7.6)', () => {
  it('is open time alone where nothing is said: a dynamic pod', () => {
    expect(timeForSale({}, left())).toEqual({ slots: [], open: { ms: 60_000, maxAds: 4, position: 0 } });
  });

  it('is slots alone where no open time is sold: a structured pod', () => {
    expect(timeForSale({ slots: [first, mid], openTime: 'none' }, left())).toEqual({
      slots: [
        { id: 'first', position: 1, minMs: 0, maxMs: 30_000 },
        { id: 'mid', position: 0, minMs: 10_000, maxMs: 15_000, floorCpm: 9 },
      ],
      open: null,
    });
  });

  it('is slots and what they leave of the time: a hybrid pod', () => {
    const { slots, open } = timeForSale({ slots: [first], openTime: 'first-or-last' }, left());
    expect(slots.map(({ id }) => id)).toEqual(['first']);
    expect(open).toEqual({ ms: 30_000, maxAds: 3, position: -1 }); // the first place is the slot's
  });

  it.each([
    { roomMs: 20_000, minAdMs: 15_000, requiredAdMs: [10_000, 30_000] },
    { maxAdMs: 20_000, requiredAdMs: [30_000] },
    { minAdMs: 30_000, maxAdMs: 20_000 },
    { maxAdMs: 800 },
  ])('offers no open time in which no ad has a length that is wanted: %o', (rules) => {
    expect(timeForSale({}, left(rules)).open).toBeNull();
  });

  it('offers no place that a pre-sold ad has', () => {
    const { slots, open } = timeForSale({ slots: [first], openTime: 'first' }, left({}, { isFirstFree: false }));
    expect(slots).toEqual([]);
    expect(open).toEqual({ ms: 60_000, maxAds: 4, position: 0 });
    expect(timeForSale({ openTime: 'first-or-last' }, left({}, { isFirstFree: false })).open?.position).toBe(-1);
  });

  it('offers a place once, whichever slots may have it', () => {
    const either = { id: 'either', position: 'first-or-last', maxMs: 10_000 } as const;
    const last = { id: 'last', position: 'last', maxMs: 10_000 } as const;
    const placesOf = (...slots: Parameters<typeof timeForSale>[0]['slots'] & object) => {
      const { slots: offered, open } = timeForSale({ slots, openTime: 'first-or-last' }, left());
      return [...offered, open].map((one) => one?.position);
    };
    expect(placesOf(either)).toEqual([2, -1]);
    expect(placesOf(either, last)).toEqual([2, -1, 0]);
    expect(placesOf(first, either)).toEqual([1, -1, 0]);
  });

  it('offers a slot as long as there is time for it, and leaves out the one for which there is none', () => {
    const short = timeForSale({ slots: [first, mid] }, left({ roomMs: 20_000 }));
    expect(short.slots).toEqual([{ id: 'first', position: 1, minMs: 0, maxMs: 20_000 }]);
    expect(short.open).toBeNull();
    expect(timeForSale({ slots: [mid] }, left({ roomMs: 9000 })).slots).toEqual([]);
    expect(timeForSale({ slots: [first, mid] }, left({ maxAds: 1 })).slots).toHaveLength(1);
    expect(timeForSale({ slots: [mid] }, left({ requiredAdMs: [30_000] })).slots).toEqual([]);
  });

  it('counts in open time the ads that have room in it', () => {
    expect(timeForSale({ slots: [first] }, left({ requiredAdMs: [15_000, 30_000] })).open).toMatchObject({ maxAds: 2 });
    expect(timeForSale({}, left({ roomMs: 900 })).open).toBeNull();
  });
});
