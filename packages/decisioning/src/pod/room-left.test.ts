import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from './a-pod.builder.js';
import { bumpersAround, roomLeft } from './room-left.js';

describe('roomLeft (OpenRTB 2.6 hybrid pods)', () => {
  it('is all of an empty pod', () => {
    expect(roomLeft({ chosen: [] }, rulesOf({ roomMs: 60_000, maxAds: 3, minAdMs: 5000 }))).toEqual({
      poddurMs: 60_000,
      maxseq: 3,
      freeSlots: [1, 2, 3],
      isFirstFree: true,
      isLastFree: true,
    });
  });

  it('is what fixed ads leave of time, number and places', () => {
    const chosen = [
      aCandidate('sold', { fixed: { slot: 1 } }),
      aCandidate('bumper', { position: 'bumper-out', durationMs: 5000 }),
    ];
    expect(roomLeft({ chosen }, rulesOf({ roomMs: 60_000, maxAds: 3, minAdMs: 5000 }))).toEqual({
      poddurMs: 40_000,
      maxseq: 2,
      freeSlots: [2, 3],
      isFirstFree: false,
      isLastFree: true,
    });
  });

  it('asks for no more ads than the shortest allowed leaves room for', () => {
    const rules = rulesOf({ roomMs: 60_000, maxAds: 8, requiredAdMs: [30_000, 15_000] });
    expect(roomLeft({ chosen: [aCandidate('one', { durationMs: 30_000 })] }, rules).maxseq).toBe(2);
    expect(roomLeft({ chosen: [aCandidate('one', { durationMs: 50_000 })] }, rules).maxseq).toBe(0);
  });
});

describe('bumpersAround', () => {
  const opener = aCandidate('opener', { position: 'bumper-in', durationMs: 5000, tier: 0 });
  const closer = aCandidate('closer', { position: 'bumper-out', durationMs: 5000, tier: 0 });
  const other = aCandidate('other', { position: 'bumper-in', durationMs: 7000, tier: 1, value: 99 });

  it('are those that are served first, one at each end', () => {
    const idsIn = (roomMs: number) =>
      bumpersAround([other, aCandidate('ad'), closer, opener], rulesOf({ roomMs })).map(({ id }) => id);
    expect(idsIn(60_000)).toEqual(['opener', 'closer']);
    expect(idsIn(15_000)).toEqual([]); // a break that they fill for the most part is sold without them
  });
});
