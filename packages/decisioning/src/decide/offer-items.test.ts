import { describe, expect, it } from 'vitest';
import type { LineItem } from '../catalogue/catalogue.js';
import { aCatalogue, aCreative, aLineItem, aPublisher, sellableIn } from './a-sale.builder.js';
import { offerItems, type ItemChecks } from './offer-items.js';
import { podRules } from './pod-rules.js';

const rules = podRules({ kind: 'linear', durationMs: 60_000 }, aPublisher());
const free: ItemChecks = { capped: () => null, paced: () => ({ multiplier: 1 }) };
const offer = (
  items: readonly LineItem[],
  checks: Partial<ItemChecks> = {},
  change: Parameters<typeof aCatalogue>[1] = {},
  mimes?: readonly string[],
) =>
  offerItems(
    items,
    aCatalogue(items, change),
    { rules, seed: 1, sellable: sellableIn(aCatalogue(items, change)), mimes },
    { ...free, ...checks },
  );

describe('offerItems', () => {
  it('offers each line item with what the solver has to know of it', () => {
    const creatives = [aCreative('car', { universalAdId: 'X1', mediaHash: 'ab', categories: ['IAB2-3'] })];
    const advertisers = [{ id: 'car', name: 'Cars', domain: 'cars.example', categories: ['IAB2'], caps: [] }];
    const item = aLineItem('car', { position: 'first', caps: [{ limit: 2, per: 'pod', windowMs: null }] });
    expect(offer([item], {}, { creatives, advertisers }).offers.map(({ candidate }) => candidate)).toEqual([
      {
        ...{ id: 'car', durationMs: 15_000, value: 10, tier: 2, position: 'first' },
        ...{ advertisers: ['cars.example'], categories: ['IAB2', 'IAB2-3'], films: ['id:car', 'ad-id:x1', 'hash:ab'] },
        limits: [{ key: 'line-item:car', limit: 2 }],
      },
    ]);
  });

  it('passes over what has no film that the player plays, and shows of the others one that it does', () => {
    const file = (type: string) => ({
      mediaFiles: [{ url: 'https://m.example/a', type, codec: null, width: null, height: null, bitrateKbps: null }],
    });
    const creatives = [aCreative('hls'), aCreative('mp4', file('video/mp4')), aCreative('webm', file('video/webm'))];
    const both = aLineItem('both', { creatives: ['hls', 'mp4'].map((id) => ({ id, weight: 1 })) });
    const made = offer([both, aLineItem('webm')], {}, { creatives }, ['video/mp4']);
    expect(made.offers.map(({ candidate }) => candidate.films)).toEqual([['id:mp4']]);
    expect(made.passedOver).toEqual([{ candidateId: 'webm', verdict: 'not-playable' }]);
  });

  it('has a bumper of any length that there is room for: what lengths ads must have is not said of it', () => {
    const creatives = [aCreative('opens', { durationMs: 5000 }), aCreative('ad', { durationMs: 5000 })];
    const items = [aLineItem('opens', { position: 'bumper-in' }), aLineItem('ad')];
    const catalogue = aCatalogue(items, { creatives });
    const pod = { minAdMs: 10_000, requiredAdMs: [15_000, 30_000] };
    const strict = podRules({ kind: 'linear', durationMs: 60_000, pod }, aPublisher());
    const made = offerItems(items, catalogue, { rules: strict, seed: 1, sellable: sellableIn(catalogue) }, free);
    expect(made.offers.map(({ candidate }) => candidate.id)).toEqual(['opens']);
    expect(made.passedOver).toEqual([{ candidateId: 'ad', verdict: 'length-not-wanted' }]);
  });

  it('sells a film of about a wanted length as that length, and of its own where none is asked for', () => {
    const items = [aLineItem('ad')];
    const catalogue = aCatalogue(items, { creatives: [aCreative('ad', { durationMs: 29_970 })] });
    const offered = (pod: object) => {
      const wanted = podRules({ kind: 'linear', durationMs: 60_000, pod }, aPublisher());
      const made = offerItems(items, catalogue, { rules: wanted, seed: 1, sellable: sellableIn(catalogue) }, free);
      return made.offers.map(({ candidate: { durationMs, soldMs } }) => [durationMs, soldMs]);
    };
    expect(offered({ requiredAdMs: [30_000] })).toEqual([[29_970, 30_000]]);
    expect(offered({})).toEqual([[29_970, undefined]]);
    expect(offered({ requiredAdMs: [15_000] })).toEqual([]);
  });

  it('has an overlay for every player: it is drawn', () => {
    expect(offer([aLineItem('a', { kind: 'overlay' })], {}, {}, ['video/mp4']).offers).toHaveLength(1);
  });

  it('ranks what is sold: a sponsorship before what is guaranteed, before price, before the house', () => {
    const types = ['house', 'price-priority', 'guaranteed', 'sponsorship'] as const;
    const { offers } = offer(types.map((type) => aLineItem(type, { type })));
    expect(offers.map(({ candidate: { id, tier } }) => [id, tier])).toEqual([
      ['house', 3],
      ['price-priority', 2],
      ['guaranteed', 1],
      ['sponsorship', 0],
    ]);
  });

  it('takes pacing, and what is owed, into the value', () => {
    const { offers } = offer([aLineItem('a')], { paced: () => ({ multiplier: 0.5, shadowCpm: 10 }) });
    expect(offers[0]?.candidate.value).toBe(15);
  });

  it.each([
    ['a cap', { capped: () => ({ scope: 'household', detail: '3 in 24 h' }) }, 'capped-household', '3 in 24 h'],
    ['its budget', { paced: () => ({ held: 'budget-spent' }) }, 'budget-spent', undefined],
  ] as const)('passes over what %s holds back, and says so', (_what, checks, verdict, detail) => {
    expect(offer([aLineItem('a')], checks)).toEqual({
      offers: [],
      passedOver: [{ candidateId: 'a', verdict, ...(detail && { detail }) }],
    });
  });

  it('shows another film of a line item where one has reached its cap, and passes over it where all have', () => {
    const item = aLineItem('a', { creatives: ['x', 'y', 'z'].map((id) => ({ id, weight: 1 })) });
    const creatives = item.creatives.map(({ id }) => aCreative(id));
    const shown = (...capped: readonly string[]) => {
      const checks: Partial<ItemChecks> = {
        capped: (_, { id }) => (capped.includes(id) ? { scope: 'device', detail: `creative:${id}` } : null),
      };
      const { offers, passedOver } = offer([item], checks, { creatives });
      return [...offers.map(({ of }) => (of.type === 'line-item' ? of.creative.id : '')), ...passedOver];
    };
    const [first = ''] = shown() as string[];
    expect(shown(first)).not.toContain(first);
    expect(shown('x', 'y')).toEqual(['z']);
    expect(shown('x', 'y', 'z')).toEqual([{ candidateId: 'a', verdict: 'capped-device', detail: `creative:${first}` }]);
  });

  it('passes over a line item without a creative to show, and asks nobody else about it', () => {
    const asked: string[] = [];
    const checks = { capped: ({ id }: LineItem) => (asked.push(id), null) };
    const items = [aLineItem('a'), aLineItem('b')];
    const { offers, passedOver } = offer(items, checks, { creatives: [aCreative('a', { readiness: 'transcoding' })] });
    expect(offers.map(({ candidate }) => candidate.id)).toEqual(['b']);
    expect(passedOver).toEqual([{ candidateId: 'a', verdict: 'no-creative' }]);
    expect(asked).toEqual(['b']);
  });

  it('makes one offer for all viewers to whom as much is left, by which the solver knows it', () => {
    const item = aLineItem('a');
    const catalogue = aCatalogue([item]);
    const limits = [1, 2, 3].map((limit) => [{ key: 'campaign:spring', limit }]);
    const sale = { rules, seed: 1, sellable: sellableIn(catalogue) };
    const offerTo = (viewer: number) =>
      offerItems([item], catalogue, sale, { ...free, limits: () => limits[viewer] ?? [] }).offers[0];
    const first = [0, 1, 2].map(offerTo);
    expect([0, 1, 2].map(offerTo).every((one, at) => one === first[at])).toBe(true);
    expect(new Set(first).size).toBe(3);
    expect(first.map((one) => one?.candidate.limits)).toEqual(limits);
  });
});
