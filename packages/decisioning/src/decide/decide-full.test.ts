import { DECISION_PROTOCOL, type DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { LineItem } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import type { PodCandidate, PodRules, PodSolution } from '../pod/pod-candidate.js';
import { solvePod } from '../pod/solve-pod.js';
import { aCatalogue, aLineItem, aPublisher, sellableIn } from './a-sale.builder.js';
import { decideFull, type BidQuestion, type FullRooms } from './decide-full.js';
import type { Offer } from './offer.js';
import { NO_NEIGHBOURS } from './pod-rules.js';

const request: DecisionRequest = {
  ...{ protocol: DECISION_PROTOCOL, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 45_000 },
  ...{ upids: [], budgetMs: 500 },
};
const ask: Ask = {
  ...{ sessionId: 's', breakId: 'b', publisherId: 'default', atMs: 0, facts: new Map(), seed: 1 },
  ...{ identity: { device: null, user: null, household: null }, consentClass: 'contextual' },
};

/** As many as there is room for, by tier and then by value. */
function greedy(candidates: readonly PodCandidate[], rules: PodRules): PodSolution {
  const chosen: PodCandidate[] = [];
  let leftMs = rules.roomMs;
  for (const one of [...candidates].sort((a, b) => a.tier - b.tier || b.value - a.value)) {
    if (one.durationMs > leftMs || chosen.length === rules.maxAds) continue;
    chosen.push(one);
    leftMs -= one.durationMs;
  }
  const skipped = candidates
    .filter((one) => !chosen.includes(one))
    .map(({ id }) => ({ id, reason: 'no-room' as const }));
  return { chosen, value: 0, bound: 0, gap: 0, isProven: true, nodes: 1, looks: null, skipped };
}

const aBid = (id: string, value: number): Offer => ({
  candidate: {
    ...{ id, value, durationMs: 15_000, tier: 2, advertisers: [id], categories: [], films: [id], position: 'any' },
    limits: [],
  },
  of: { type: 'bid', bidderId: 'dsp', dealId: null, priceCpm: value, ad: {} as never },
});
const decideWith = (items: readonly LineItem[], change: Partial<FullRooms> = {}) =>
  decideFull(request, ask, 1000, NO_NEIGHBOURS, {
    catalogue: aCatalogue(items),
    match: () => items,
    sellable: sellableIn(aCatalogue(items)),
    checks: async () => ({ capped: () => null, paced: () => ({ multiplier: 1 }) }),
    bids: null,
    solve: greedy,
    ...change,
  });
const idsOf = (offers: readonly Offer[]) => offers.map(({ candidate }) => candidate.id);

describe('decideFull', () => {
  it('fills the break, and says of each candidate what became of it', async () => {
    const items = ['a', 'b', 'c', 'd'].map((id, n) => aLineItem(id, { priceCpm: 10 - n }));
    const { chosen, explanations } = await decideWith(items);
    expect(idsOf(chosen)).toEqual(['a', 'b', 'c']);
    expect(explanations).toEqual([
      { candidateId: 'a', verdict: 'chosen' },
      { candidateId: 'b', verdict: 'chosen' },
      { candidateId: 'c', verdict: 'chosen' },
      { candidateId: 'd', verdict: 'no-room' },
    ]);
  });

  it('asks bidders for what the pre-sold ads leave over, and takes none of their time', async () => {
    const questions: BidQuestion[] = [];
    const items = [aLineItem('sponsor', { type: 'sponsorship', priceCpm: 1 }), aLineItem('cheap', { priceCpm: 2 })];
    const { chosen } = await decideWith(items, {
      bids: async (question) => {
        questions.push(question);
        return { offers: [aBid('bid-1', 50), aBid('bid-2', 40), aBid('bid-3', 30)], passedOver: [] };
      },
    });
    expect(questions.map(({ rules: { roomMs, maxAds } }) => ({ roomMs, maxAds }))).toEqual([
      { roomMs: 30_000, maxAds: 11 },
    ]);
    expect(idsOf(chosen)).toEqual(['sponsor', 'bid-1', 'bid-2']);
  });

  it('keeps the time of a sponsor’s bumper where all ads of the pod are still to be bought', async () => {
    const asked: number[] = [];
    const opener = aLineItem('opener', { type: 'sponsorship', position: 'bumper-in' });
    const { chosen } = await decideWith([opener], {
      bids: async ({ rules }) => {
        asked.push(rules.roomMs);
        return { offers: [aBid('bid-1', 50), aBid('bid-2', 40), aBid('bid-3', 30)], passedOver: [] };
      },
      solve: (candidates, rules) => solvePod(candidates, rules, { nodes: 1000 }),
    });
    expect(asked).toEqual([30_000]);
    expect(idsOf(chosen)).toEqual(['opener', 'bid-1', 'bid-2']);
  });

  it('asks nobody where pre-sold ads fill the break', async () => {
    const items = ['a', 'b', 'c'].map((id) => aLineItem(id, { type: 'guaranteed' }));
    const { chosen } = await decideWith(items, { bids: () => Promise.reject(new Error('nobody is to ask')) });
    expect(idsOf(chosen)).toEqual(['a', 'b', 'c']);
  });

  it('tells what bidders offered in vain', async () => {
    const passedOver = [{ candidateId: 'dsp/7', verdict: 'below-floor' }];
    const { explanations } = await decideWith([], { bids: async () => ({ offers: [], passedOver }) });
    expect(explanations).toEqual(passedOver);
  });

  it('asks for the publisher’s own rules, and names what is missing', async () => {
    const none = { ...aCatalogue([]), publishers: new Map() };
    await expect(decideWith([], { catalogue: none })).rejects.toThrow(
      'the catalogue has no publisher, expected "default"',
    );
    const one = aCatalogue([aLineItem('a'), aLineItem('b')], { publisher: aPublisher({ maxAds: 1 }) });
    expect((await decideWith(one.lineItems, { catalogue: one })).chosen).toHaveLength(1);
  });
});
