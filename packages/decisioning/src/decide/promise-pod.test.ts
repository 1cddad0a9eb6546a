import { describe, expect, it } from 'vitest';
import { solvePod } from '../pod/solve-pod.js';
import { aCreative, aLineItem, aPublisher } from './a-sale.builder.js';
import type { PodSolution } from '../pod/pod-candidate.js';
import type { Offer } from './offer.js';
import { podRules } from './pod-rules.js';
import { promisePod, type PodTerms, type Promises } from './promise-pod.js';

const anOffer = (id: string, value: number): Offer => ({
  candidate: {
    ...{ id, durationMs: 15_000, value, tier: 2, advertisers: [id], categories: [], films: [`id:${id}`] },
    ...{ position: 'any', limits: [] },
  },
  of: { type: 'line-item', lineItem: aLineItem(id), creative: aCreative(id) },
});
const OFFERS = [anOffer('a', 9), anOffer('b', 8), anOffer('c', 7), anOffer('d', 6), anOffer('e', 5)];

/** The two that are worth the most. */
const solve = (offers: readonly Offer[]): PodSolution => ({
  chosen: offers.slice(0, 2).map(({ candidate }) => candidate),
  ...{ skipped: [], value: 0, bound: 0, gap: 0, isProven: true, nodes: 0, looks: null },
});

/** A store that has no room for some. */
function promising(...full: readonly string[]) {
  const asked: (readonly string[])[] = [];
  const back: string[] = [];
  const promises: Promises = {
    async keep(offers) {
      const ids = offers.map(({ candidate }) => candidate.id);
      asked.push(ids);
      return new Map(ids.filter((id) => full.includes(id)).map((id) => [id, { verdict: 'capped-household' }]));
    },
    giveBack: (offers) => void back.push(...offers.map(({ candidate }) => candidate.id)),
  };
  return { promises, asked, back };
}
const terms = (promises: Promises | null, more: Partial<PodTerms> = {}): PodTerms => ({
  ...{ promises, take: () => true, untake: () => undefined, isLate: () => false },
  ...more,
});
const idsOf = (offers: readonly Offer[]) => offers.map(({ candidate }) => candidate.id);

describe('promisePod', () => {
  it('promises what was chosen, once', async () => {
    const { promises, asked, back } = promising();
    expect(idsOf((await promisePod(OFFERS, solve, terms(promises))).chosen)).toEqual(['a', 'b']);
    expect([asked, back]).toEqual([[['a', 'b']], []]);
  });

  it('solves again without what is refused, and promises only what is new', async () => {
    const { promises, asked } = promising('a');
    const { chosen, refused } = await promisePod(OFFERS, solve, terms(promises));
    expect(idsOf(chosen)).toEqual(['b', 'c']);
    expect(asked).toEqual([['a', 'b'], ['c']]);
    expect(refused).toEqual([{ candidateId: 'a', verdict: 'capped-household' }]);
  });

  it('gives back what another pod has no use for', async () => {
    const { promises, back } = promising('a');
    const others = (offers: readonly Offer[]) => solve(offers.length === 5 ? offers : offers.slice(1));
    expect(idsOf((await promisePod(OFFERS, others, terms(promises))).chosen)).toEqual(['c', 'd']);
    expect(back).toEqual(['b']);
  });

  it('gives back what it has where a later round breaks', async () => {
    const { promises, back } = promising('a');
    const taken = new Set<string>();
    const take = ({ candidate }: Offer) => taken.add(candidate.id).size > 0;
    const untake = ({ candidate }: Offer) => void taken.delete(candidate.id);
    const breaks = (offers: readonly Offer[]): PodSolution => {
      if (offers.length < 5) throw new Error('boom');
      return solve(offers);
    };
    await expect(promisePod(OFFERS, breaks, terms(promises, { take, untake }))).rejects.toThrow('boom');
    expect([[...taken], back]).toEqual([[], ['b']]);
  });

  it('takes only what it answers with: what a later round has no use for, or came too late, is given back', async () => {
    const { promises } = promising('a');
    const others = (offers: readonly Offer[]) => solve(offers.length === 5 ? offers : offers.slice(1));
    const taken = new Set<string>();
    const take = ({ candidate }: Offer) => taken.add(candidate.id).size > 0;
    const untake = ({ candidate }: Offer) => void taken.delete(candidate.id);
    await promisePod(OFFERS, others, terms(promises, { take, untake }));
    expect([...taken]).toEqual(['c', 'd']);
    taken.clear();
    let rounds = 0;
    const isLate = () => (rounds += 1) === 2;
    await promisePod(OFFERS, solve, terms(promising('a').promises, { take, untake, isLate }));
    expect([...taken]).toEqual([]);
  });

  it('goes without what is refused again and again', async () => {
    const { promises } = promising('a', 'b', 'c', 'd');
    expect(idsOf((await promisePod(OFFERS, solve, terms(promises))).chosen)).toEqual(['e']);
    const { promises: harder } = promising('a', 'b', 'c', 'd', 'e');
    expect((await promisePod(OFFERS, solve, terms(harder))).chosen).toEqual([]);
  });

  it('shows of what is left in the end only what keeps the rules: no bumper by itself', async () => {
    const opener = anOffer('opener', 20);
    const bumper: Offer = { ...opener, candidate: { ...opener.candidate, position: 'bumper-in' } };
    const roomForOne = podRules({ kind: 'linear', durationMs: 30_000 }, aPublisher());
    const best = (offers: readonly Offer[]) =>
      solvePod(
        offers.map(({ candidate }) => candidate),
        roomForOne,
        { nodes: 1000 },
      );
    const { promises, back } = promising('a', 'b', 'c', 'd');
    const taken = new Set<string>();
    const { chosen, refused } = await promisePod([bumper, ...OFFERS], best, {
      ...terms(promises),
      take: ({ candidate }) => taken.add(candidate.id).size > 0,
      untake: ({ candidate }) => void taken.delete(candidate.id),
    });
    expect([idsOf(chosen), [...taken], back]).toEqual([[], [], ['opener']]);
    expect(refused.map(({ candidateId }) => candidateId)).toEqual(['a', 'b', 'c', 'd', 'opener']);
  });

  it('solves again without what another pod took out of the budget, and gives its promise back', async () => {
    const { promises, asked, back } = promising();
    const took: string[] = [];
    const take = ({ candidate }: Offer) => candidate.id !== 'a' && took.push(candidate.id) > 0;
    const { chosen, refused } = await promisePod(OFFERS, solve, terms(promises, { take }));
    expect([idsOf(chosen), took, back]).toEqual([['b', 'c'], ['b', 'c'], ['a']]);
    expect(asked).toEqual([['a', 'b'], ['c']]);
    expect(refused).toEqual([{ candidateId: 'a', verdict: 'lease-empty' }]);
  });

  it('takes nothing, and gives back what was promised, where it comes too late', async () => {
    const { promises, back } = promising();
    const take = () => expect.fail('it was taken');
    const { chosen } = await promisePod(OFFERS, solve, terms(promises, { take, isLate: () => true }));
    expect([chosen, back]).toEqual([[], ['a', 'b']]);
  });

  it('asks nobody where nothing is promised', async () => {
    expect(idsOf((await promisePod(OFFERS, solve, terms(null))).chosen)).toEqual(['a', 'b']);
  });
});
