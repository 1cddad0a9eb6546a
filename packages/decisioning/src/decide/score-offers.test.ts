import { describe, expect, it } from 'vitest';
import { aCandidate } from '../pod/a-pod.builder.js';
import { aModel } from '../scoring/a-model.builder.js';
import { createScorer } from '../scoring/create-scorer.js';
import { createScoringModelReader } from '../scoring/read-scoring-model.js';
import type { Score, Scorer } from '../scoring/scorer.js';
import { aCreative, aLineItem } from './a-sale.builder.js';
import type { Offer } from './offer.js';
import { createScoreOffers } from './score-offers.js';

const item = (id: string, priceCpm: number): Offer => ({
  candidate: aCandidate(id, { value: priceCpm }),
  of: { type: 'line-item', lineItem: aLineItem(id, { priceCpm }), creative: aCreative(id) },
});
const bid: Offer = {
  candidate: aCandidate('bid', { value: 40, advertisers: ['Acme.example'] }),
  of: { type: 'bid', bidderId: 'DSP', dealId: null, priceCpm: 40, ad: {} as never },
};
const ask = { facts: new Map([['custom.age', ['20']]]) };

describe('createScoreOffers', () => {
  it('scales values by a model of viewer and candidate, and leaves prices alone', async () => {
    const model = (await createScoringModelReader())(aModel());
    const counted: unknown[] = [];
    const score = createScoreOffers(createScorer(model, { monotonicMs: () => 0 }), {
      ...{ budgetMs: 1, onScored: (...score) => void counted.push(score) },
    });
    const { offers, details } = await score(ask, [item('cheap', 5), bid]);
    // 20 years old, not known to be in Germany: 0.5 + 0.1, and 0.05 for the cheap, 0.25 for the dear one; by the reference of 0.5.
    expect(offers.map(({ candidate }) => candidate.value)).toEqual([expect.closeTo(6.5), expect.closeTo(68)]);
    expect(offers[1]?.of).toBe(bid.of);
    expect([...details]).toEqual([
      ['cheap', 'value × 1.30: model m1'],
      ['bid', 'value × 1.70: model m1'],
    ]);
    expect(counted).toEqual([['model', 2]]);
  });

  it('says so where the fallback stands in', async () => {
    const late: Scorer = {
      version: 'm2',
      score: async (_facts, candidates) =>
        candidates.map(({ id }): Score => ({ candidateId: id, multiplier: 0.5, from: 'late' })),
    };
    const { offers, details } = await createScoreOffers(late, { budgetMs: 1, onScored: () => undefined })(ask, [bid]);
    expect(offers[0]?.candidate.value).toBe(20);
    expect(details.get('bid')).toBe('value × 0.50: model m2 is late');
  });

  it('shows the model what is being sold, folded as all facts are', async () => {
    const seen: Record<string, readonly string[]>[] = [];
    const looking: Scorer = {
      version: 'm',
      score: (_facts, candidates) => {
        for (const { facts } of candidates) seen.push(Object.fromEntries(facts));
        return [];
      },
    };
    await createScoreOffers(looking, { budgetMs: 1, onScored: () => undefined })(ask, [item('A', 5), bid]);
    expect(seen).toMatchObject([
      { id: ['a'], type: ['price-priority'], price: ['5'], campaign: ['a-campaign'], creative: ['a'] },
      { type: ['bid'], bidder: ['dsp'], advertiser: ['acme.example'], durationms: ['15000'] },
    ]);
  });
});
