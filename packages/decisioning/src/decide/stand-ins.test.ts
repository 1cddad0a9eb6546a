import { describe, expect, it } from 'vitest';
import { aCandidate, rulesOf } from '../pod/a-pod.builder.js';
import { aCreative, aLineItem } from './a-sale.builder.js';
import type { Offer } from './offer.js';
import { standInsFor } from './stand-ins.js';

const offer = (id: string, value = 10): Offer => ({
  candidate: aCandidate(id, { value }),
  of: { type: 'line-item', lineItem: aLineItem(id), creative: aCreative(id) },
});
const bid = (id: string): Offer => ({
  candidate: aCandidate(id, { value: 99 }),
  of: { type: 'bid', bidderId: 'dsp', dealId: null, priceCpm: 99, ad: {} as never },
});
const chosen = [offer('one'), offer('two')];
const offers = [...chosen, offer('three', 5), offer('four', 4), bid('lost')];
const rules = rulesOf({ roomMs: 30_000 });
const linear = { kind: 'linear', durationMs: 30_000, isAhead: false } as const;
const namesOf = ({ alternates }: ReturnType<typeof standInsFor>) =>
  alternates.map(({ slot, offer: { candidate } }) => `${slot} ${candidate.id}`);

describe('standInsFor', () => {
  it('is nothing for an asker who asks for a pod and no more', () => {
    expect(standInsFor(linear, { chosen, offers, rules })).toEqual({ alternates: [], ladder: [], isCounted: false });
  });

  it('has ranked alternates for an asker that picks, and never a bid that was not taken', () => {
    const standIns = standInsFor({ ...linear, picks: true }, { chosen, offers, rules });
    expect(namesOf(standIns)).toEqual(['0 three', '1 four']);
    expect(standIns).toMatchObject({ isCounted: true, ladder: [] });
  });

  it('has pods of other lengths for a break that is to come, and only the alternates that they need', () => {
    const standIns = standInsFor({ ...linear, isAhead: true }, { chosen, offers, rules });
    expect(standIns.ladder).toEqual([
      { durationMs: 15_000, candidateIds: ['one'] },
      { durationMs: 45_000, candidateIds: ['one', 'two', 'three'] },
    ]);
    expect(namesOf(standIns)).toEqual(['0 three']);
    expect(standIns.isCounted).toBe(false);
  });

  it('goes up and down by half a minute where the break is a minute or longer', () => {
    const minuteAndHalf = { kind: 'linear', durationMs: 90_000, isAhead: true } as const;
    const { ladder } = standInsFor(minuteAndHalf, { chosen, offers, rules: rulesOf({ roomMs: 90_000 }) });
    expect(ladder.map(({ durationMs }) => durationMs)).toEqual([30_000, 60_000, 120_000]);
  });

  it('has no ladder for a break whose length nobody knows, and none for an image', () => {
    const found = { chosen, offers, rules };
    expect(standInsFor({ ...linear, durationMs: null, isAhead: true }, found).ladder).toEqual([]);
    expect(standInsFor({ ...linear, kind: 'overlay', isAhead: true }, found).ladder).toEqual([]);
  });

  it('is short enough for an address, however long the pod is', () => {
    const many = Array.from({ length: 80 }, (_, n) => offer(`ad-${n}`));
    const long = { chosen: many.slice(0, 12), offers: many, rules: rulesOf({ roomMs: 180_000 }) };
    expect(standInsFor({ ...linear, picks: true }, long).alternates).toHaveLength(24);
  });
});
