import { describe, expect, it } from 'vitest';
import type { Deal, Expression, LineItem } from '../../catalogue/catalogue.js';
import { aCatalogue, aCreative, aLineItem, anAdvertiser, anAsk, aPublisher } from '../a-catalogue.builder.js';
import { indexCatalogue } from './index-catalogue.js';

const NOW = Date.parse('2026-11-26T20:00:00Z');
const OPENING = { kind: 'linear', atMs: NOW } as const;
const targetedAt = (targeting: Expression) => indexCatalogue(aCatalogue({ lineItems: [aLineItem({ targeting })] }));
const withOne = (parts: Partial<LineItem>) => indexCatalogue(aCatalogue({ lineItems: [aLineItem(parts)] }));

describe('EligibilityIndex.match', () => {
  it('gives line items in the order of the catalogue', () => {
    const lineItems = ['a', 'b', 'c'].map((id) => aLineItem({ id }));
    expect(indexCatalogue(aCatalogue({ lineItems })).match(anAsk(), OPENING)).toEqual(lineItems);
  });

  it('wants a fact among the listed values, whatever its case', () => {
    const index = targetedAt({ dimension: 'Geo.Country', in: ['DE', ' at '] });
    expect(index.match(anAsk({ 'geo.country': ['at'] }), OPENING)).toHaveLength(1);
    expect(index.match(anAsk({ 'geo.country': ['fr'] }), OPENING)).toHaveLength(0);
  });

  it('takes what is not known as outside of every list: wanted by none, refused by none', () => {
    const list = { dimension: 'geo.country', in: ['de'] };
    expect(targetedAt(list).match(anAsk(), OPENING)).toHaveLength(0);
    expect(targetedAt({ not: list }).match(anAsk(), OPENING)).toHaveLength(1);
  });

  it('wants one fact of each of two lists of the same dimension', () => {
    const index = targetedAt({
      all: [
        { dimension: 'segment', in: ['a', 'b'] },
        { dimension: 'segment', in: ['c'] },
      ],
    });
    expect(index.match(anAsk({ segment: ['a', 'c'] }), OPENING)).toHaveLength(1);
    expect(index.match(anAsk({ segment: ['a', 'b'] }), OPENING)).toHaveLength(0);
  });

  it('tries an expression by itself that would be too many clauses', () => {
    const pairs = Array.from({ length: 6 }, (_none, at) => ({
      any: [
        { dimension: `custom.a${at}`, in: ['1'] },
        { dimension: `custom.b${at}`, in: ['1'] },
      ],
    }));
    const index = targetedAt({ all: pairs });
    const facts = Object.fromEntries(pairs.map((_pair, at) => [`custom.${at % 2 ? 'a' : 'b'}${at}`, ['1']]));
    expect(index.match(anAsk(facts), OPENING)).toHaveLength(1);
    expect(index.match(anAsk({ ...facts, 'custom.a3': [] }), OPENING)).toHaveLength(0);
  });

  it('holds a flight from its first millisecond until before its end', () => {
    const index = withOne({ startsAt: NOW, endsAt: NOW + 10 });
    const at = (atMs: number) => index.match(anAsk(), { kind: 'linear', atMs }).length;
    expect([at(NOW - 1), at(NOW), at(NOW + 9), at(NOW + 10), at(NOW)]).toEqual([0, 1, 1, 0, 1]);
  });

  it('needs a publisher named default, for asks of publishers that it does not know', () => {
    expect(() => indexCatalogue(aCatalogue({ publishers: [aPublisher({ id: 'other' })] }))).toThrow(
      'Cannot index catalogue: none of its publishers is named default, expected one',
    );
  });
});

describe('EligibilityIndex.why', () => {
  const said = (parts: Partial<LineItem>, facts = {}) => withOne(parts).why('li-1', anAsk(facts), OPENING);

  it('says nothing of a line item that is eligible', () => {
    expect(said({})).toBeNull();
  });

  it.each<[Partial<LineItem>, unknown]>([
    [{ id: 'other' }, { reason: 'not-in-catalogue', detail: 'version v1 has no such line item' }],
    [{ status: 'paused' }, { reason: 'paused', detail: 'status is paused, expected live' }],
    [{ kind: 'overlay' }, { reason: 'wrong-kind', detail: 'kind is overlay, expected linear' }],
    [
      { endsAt: NOW },
      {
        reason: 'not-in-flight',
        detail: 'it is 2026-11-26T20:00:00.000Z, expected any time until 2026-11-26T20:00:00.000Z',
      },
    ],
    [{ creatives: [] }, { reason: 'creative-not-ready', detail: 'there is none, expected one that is ready' }],
  ])('of %o says %o', (parts, skip) => {
    expect(said(parts)).toEqual(skip);
  });

  it('names the part of the expression that fails', () => {
    const country = { dimension: 'geo.country', in: ['de', 'at'] };
    const team = { dimension: 'custom.team', in: ['red'] };
    const facts = { 'geo.country': ['fr'], 'custom.team': ['red'] };
    const detailOf = (targeting: Expression) => said({ targeting }, facts)?.detail;
    expect(detailOf({ all: [team, country] })).toBe('geo.country is fr, expected one of de, at');
    expect(detailOf({ all: [{ not: team }] })).toBe('custom.team is red, expected none of red');
    expect(detailOf({ any: [country, { dimension: 'hour', in: ['20'] }] })).toBe(
      'geo.country is fr, expected one of de, at; and hour is not known, expected one of 20',
    );
  });

  it('names what a publisher blocks: a domain and those under it, a category and those under it', () => {
    const advertisers = [anAdvertiser({ domain: 'shop.acme.example', categories: ['IAB9-7'] })];
    const under = (publisher: object) =>
      indexCatalogue(aCatalogue({ advertisers, publishers: [aPublisher(publisher)] })).why('li-1', anAsk(), OPENING);
    expect(under({ blockedDomains: ['ACME.example'] })).toEqual({
      reason: 'blocked-domain',
      detail: 'default blocks ACME.example',
    });
    expect(under({ blockedCategories: ['IAB9'] })).toEqual({
      reason: 'blocked-category',
      detail: 'default blocks IAB9',
    });
    expect(under({ blockedDomains: ['me.example'], blockedCategories: ['IAB9-70'] })).toBeNull();
  });
});

describe('EligibilityIndex.creativesOf', () => {
  it('has those that are ready, of the kind, and in no blocked category', () => {
    const creatives = [
      aCreative({ id: 'film' }),
      aCreative({ id: 'beer', categories: ['IAB8-5'] }),
      aCreative({ id: 'late', readiness: 'transcoding' }),
      aCreative({ id: 'banner', kind: 'overlay' }),
    ];
    const lineItem = aLineItem({ creatives: creatives.map(({ id }) => ({ id, weight: 2 })) });
    const publishers = [aPublisher(), aPublisher({ id: 'sober', blockedCategories: ['IAB8'] })];
    const index = indexCatalogue(aCatalogue({ lineItems: [lineItem], creatives, publishers }));
    const idsAt = (publisher: string) => index.creativesOf(lineItem, publisher).map(({ creative }) => creative.id);
    expect(idsAt('default')).toEqual(['film', 'beer']);
    expect(idsAt('sober')).toEqual(['film']);
    expect(idsAt('unheard-of')).toEqual(['film', 'beer']);
  });
});

describe('EligibilityIndex.deals and .dimensions', () => {
  const aDeal = (id: string, targeting: Expression | null): [string, Deal] => [
    id,
    { id, floorCpm: 1, currency: 'EUR', auction: 1, guaranteed: false, bidderIds: [], targeting },
  ];
  const index = indexCatalogue(
    aCatalogue({
      lineItems: [
        aLineItem({ id: 'a', targeting: { not: { dimension: 'Geo.country', in: ['FR', 'de', 'fr'] } } }),
        aLineItem({ id: 'b', status: 'paused', targeting: { dimension: 'device.type', in: ['tv'] } }),
      ],
      deals: new Map([aDeal('all', null), aDeal('news', { dimension: 'content.genre', in: ['news'] })]),
    }),
  );

  it('has the deals whose targeting holds', () => {
    expect(index.deals(anAsk()).map(({ id }) => id)).toEqual(['all']);
    expect(index.deals(anAsk({ 'content.genre': ['news'] })).map(({ id }) => id)).toEqual(['all', 'news']);
  });

  it('lists what live line items and deals look at, and nothing else', () => {
    expect(index.dimensions()).toEqual([
      { dimension: 'content.genre', values: ['news'] },
      { dimension: 'geo.country', values: ['de', 'fr'] },
    ]);
  });
});
