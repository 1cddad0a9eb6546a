import { startMockBidder, type BidderFault, type MockBidder } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBidder, anAsk, aQuestion, aSeller, someTerms } from './a-question.builder.js';
import { createDemand } from './create-demand.js';
import type { Demand } from './demand.js';
import { settleNotices } from './settle-notices.js';

const KINDS = ['dynamic', 'hybrid', 'structured', 'none'] as const;
const FAULTS: readonly (readonly [BidderFault, string])[] = [
  ['no-content', 'no-bid'],
  ['server-error', 'http-error'],
  ['malformed', 'malformed'],
  ['reset', 'failed'],
  ['huge', 'too-big'],
  ['gzip-bomb', 'too-big'],
  ['bad-gzip', 'failed'],
  ['wrong-imp', 'unknown-imp'],
  ['wrong-duration', 'duration-mismatch'],
  ['below-floor', 'below-floor'],
  ['blocked-advertiser', 'blocked-advertiser'],
  ['no-advertiser', 'no-advertiser'],
  ['wrong-currency', 'unknown-currency'],
  ['expired', 'expires-too-soon'],
  ['bad-markup', 'bad-markup'],
];

const question = () => {
  const slots = [{ id: 's1', position: 1, maxMs: 15_000, floorCpm: 15 }] as const;
  const blocked = { categories: [], domains: ['bad.test'], attributes: [] };
  return aQuestion({ slots, blocked, latestStartMs: Date.now() + 60_000 });
};

describe('bidders that run', () => {
  const mocks: MockBidder[] = [];
  const demands: Demand[] = [];
  const start = async (options: Parameters<typeof startMockBidder>[0]) => {
    const mock = await startMockBidder(options);
    mocks.push(mock);
    return mock;
  };
  const demandOf = (bidders: readonly ReturnType<typeof aBidder>[]) => {
    const demand = createDemand({
      ...someTerms({ bidders }),
      seller: aSeller(),
      nowMs: Date.now,
      leastPatienceMs: 9000,
    });
    demands.push(demand);
    return demand;
  };
  const ask = (demand: Demand, ms = 10_000) => demand.ask(question(), anAsk(), Date.now() + ms);
  let good: MockBidder;
  beforeAll(async () => {
    good = await start({ name: 'good', seed: 3 });
  });
  afterAll(async () => {
    await Promise.all(mocks.map((mock) => mock.close()));
    await Promise.all(demands.map((demand) => demand.close()));
  });

  it.each(KINDS)('that know %s pods have all of their bids taken', async (pods) => {
    const answer = await ask(demandOf([aBidder({ id: 'good', url: good.url, pods, tmaxMs: 9000 })]));
    expect(answer.outcomes[0]?.outcome).toBe('bids');
    expect(answer.refused).toEqual([]);
    expect(answer.candidates.length).toBeGreaterThan(0);
    expect(answer.candidates.every(({ ad, value }) => ad.mediaFiles.length === 1 && value >= 8)).toBe(true);
  });

  it('that fail, each in its own way, are told apart, and the good one is heard', async () => {
    const bad = await Promise.all(FAULTS.map(([fault]) => start({ name: fault, faults: [{ fault, share: 1 }] })));
    const bidders = bad.map(({ url }, i) => aBidder({ id: FAULTS[i]?.[0] ?? '', url, tmaxMs: 9000 }));
    const { candidates, refused, outcomes } = await ask(
      demandOf([...bidders, aBidder({ id: 'good', url: good.url, tmaxMs: 9000 })]),
    );
    expect(new Set(candidates.map(({ bidderId }) => bidderId))).toEqual(new Set(['good']));
    for (const [fault, word] of FAULTS) {
      const { outcome } = outcomes.find(({ bidderId }) => bidderId === fault) ?? {};
      const reasons = new Set(refused.filter(({ bidderId }) => bidderId === fault).map(({ reason }) => reason));
      expect(outcome === 'bids' ? [...reasons] : [outcome]).toEqual([word]);
    }
  });

  it('are called once each for what they won, with the price that they pay', async () => {
    const answer = await ask(demandOf([aBidder({ id: 'good', url: good.url, tmaxMs: 9000 })]));
    const [first] = answer.candidates;
    if (first === undefined) throw new Error('Cannot try: nobody bid, expected a candidate');
    const { now, onImpression } = settleNotices(answer.candidates, answer.refused, new Set([first.id]));
    const before = good.called.length;
    for (const { url } of [...now, ...(onImpression.get(first.id) ?? [])]) await fetch(url);
    const heard = good.called.slice(before);
    expect(heard).toContain(`/win?bid=${first.notices.facts.bid.id}&price=${first.value}`);
    expect(heard.filter((path) => path.startsWith('/bill'))).toHaveLength(1);
  });

  it('are not called any more once they hang, while the others still are (P7, as counts)', async () => {
    const hanging = await start({ name: 'hanging', faults: [{ fault: 'hang', share: 1 }] });
    const others = await Promise.all([1, 2, 3, 4].map((seed) => start({ name: `b${seed}`, seed })));
    const bidders = others.map(({ url }, i) => aBidder({ id: `b${i}`, url, tmaxMs: 9000 }));
    const demand = demandOf([...bidders, aBidder({ id: 'hanging', url: hanging.url, tmaxMs: 60 })]);
    const rounds = 12;
    for (let i = 0; i < rounds; i++) {
      const { outcomes, candidates } = await ask(demand);
      expect(outcomes.filter(({ outcome }) => outcome === 'bids')).toHaveLength(4);
      expect(candidates.length).toBeGreaterThan(0);
      const word = outcomes.find(({ bidderId }) => bidderId === 'hanging')?.outcome;
      if (i < 5) expect(word).toBe('timeout');
      else expect(['breaker-open', 'timeout']).toContain(word);
    }
    // Five to open it, and at most a few that found out later whether it still hangs, each after twice the time.
    expect(hanging.counts.requests).toBeLessThanOrEqual(8);
    expect(others.map(({ counts }) => counts.requests)).toEqual([rounds, rounds, rounds, rounds]);
  });
});
