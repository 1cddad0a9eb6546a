import { describe, expect, it } from 'vitest';
import type { CapRule, Catalogue } from '../catalogue/catalogue.js';
import { capsFor } from './caps-for.js';

const DAY = 86_400_000;
const rule = (limit: number, per: CapRule['per'], windowMs: number | null = DAY): CapRule => ({ limit, per, windowMs });

function aCatalogue(limit = 2, bidders: readonly object[] = []): Catalogue {
  const terms = { caps: [], categories: [] };
  return {
    lineItems: [
      {
        id: 'li1',
        campaignId: 'spring',
        advertiserId: 'acme',
        caps: [rule(4, 'stream', null)],
        creatives: [{ id: 'film' }],
      },
      { id: 'li2', campaignId: 'spring', advertiserId: 'acme', caps: [], creatives: [{ id: 'plain' }] },
    ],
    campaigns: new Map([['spring', { ...terms, caps: [rule(limit, 'household')] }]]),
    advertisers: new Map([
      ['acme', { id: 'acme', domain: 'acme.example', caps: [rule(9, 'user', null)], categories: ['IAB8'] }],
      ['free', { id: 'free', domain: 'free.example', caps: [], categories: [] }],
    ]),
    bidders,
    creatives: new Map([
      ['film', { ...terms, caps: [rule(1, 'device')], categories: ['IAB9'] }],
      ['plain', terms],
    ]),
    categoryCaps: { IAB8: [rule(3, 'device', 60_000)], IAB9: [rule(5, 'break', null)] },
  } as unknown as Catalogue;
}

describe('capsFor', () => {
  it('finds what one film of a line item is capped by: film, line item, campaign, advertiser and categories', () => {
    const caps = capsFor(aCatalogue()).of('li1', 'film');
    expect(caps.map(({ key, per, limit }) => `${key} ${limit}/${per}`)).toEqual([
      'creative:film 1/device',
      'line-item:li1 4/stream',
      'campaign:spring 2/household',
      'advertiser:acme 9/user',
      'category:IAB8 3/device',
      'category:IAB9 5/break',
    ]);
  });

  it('finds the caps of a category however the advertiser or the film has it written', () => {
    const catalogue = aCatalogue();
    const acme = { id: 'acme', domain: 'acme.example', caps: [], categories: ['iab8', 'IAB8 '] };
    const caps = capsFor({ ...catalogue, advertisers: new Map([['acme', { ...acme, name: 'Acme' }]]) });
    expect(caps.of('li2', 'plain').flatMap(({ key }) => (key.startsWith('category:') ? [key] : []))).toEqual([
      'category:IAB8',
    ]);
  });

  it('counts what line items share together', () => {
    const caps = capsFor(aCatalogue());
    const idOf = (lineItem: string, film: string) =>
      caps.of(lineItem, film).find(({ scope }) => scope === 'campaign')?.capId;
    expect(idOf('li1', 'film')).toBe(idOf('li2', 'plain'));
  });

  it('keeps the count where a limit changes, and gives no two caps one id', () => {
    const [before, after] = [2, 3].map((limit) =>
      capsFor(aCatalogue(limit))
        .of('li1', 'film')
        .map((cap) => cap.capId),
    );
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(6);
  });

  it('knows no caps of what is not in the catalogue', () => {
    expect(capsFor(aCatalogue()).of('li1', 'other')).toEqual([]);
  });

  it('knows what a line item is capped by whatever it shows', () => {
    const caps = capsFor(aCatalogue()).of('li1', '');
    expect(caps.map(({ key }) => key)).toEqual([
      'line-item:li1',
      'campaign:spring',
      'advertiser:acme',
      'category:IAB8',
    ]);
  });

  it('knows how many line items are behind each key, whichever of their films is shown', () => {
    const caps = capsFor(aCatalogue());
    const reachOf = (lineItem: string, film: string) =>
      Object.fromEntries(caps.of(lineItem, film).map(({ key, reach }) => [key, reach]));
    expect(reachOf('li1', 'film')).toEqual({
      ...{ 'creative:film': 1, 'line-item:li1': 1, 'campaign:spring': 2, 'advertiser:acme': 2 },
      ...{ 'category:IAB8': 2, 'category:IAB9': 1 },
    });
  });

  it('counts on as many ads of an advertiser or a category as a pod can have where bidders may send them', () => {
    const caps = capsFor(aCatalogue(2, [{ id: 'dsp', enabled: true }])).of('li1', 'film');
    expect(Object.fromEntries(caps.map(({ key, reach }) => [key, reach]))).toMatchObject({
      ...{ 'line-item:li1': 1, 'campaign:spring': 2 },
      ...{ 'advertiser:acme': 14, 'category:IAB8': 14 },
    });
  });
});

describe('capsFor, of a bid', () => {
  const caps = capsFor(aCatalogue());
  const keysOfBid = (advertisers: readonly string[], categories: readonly string[] = []) =>
    caps.ofBid({ advertisers, categories }).map(({ key }) => key);

  it('finds the caps of the advertiser that it names by domain, and of its categories', () => {
    expect(keysOfBid(['acme.example'], ['IAB9'])).toEqual(['advertiser:acme', 'category:IAB9']);
    expect(keysOfBid(['https://www.Shop.ACME.example/'], ['iab8'])).toEqual(['advertiser:acme', 'category:IAB8']);
  });

  it('finds none of who has none, or is nobody here', () => {
    expect(keysOfBid(['free.example', 'notacme.example', 'acme.example.org'], ['IAB8-5'])).toEqual([]);
  });

  it('counts bids and line items together', () => {
    const ofItem = caps.of('li1', 'film').find(({ key }) => key === 'advertiser:acme');
    expect(caps.ofBid({ advertisers: ['acme.example'], categories: [] })).toEqual([ofItem]);
  });

  it('is one list for all bids under the same caps, which their keys name too', () => {
    const [one, other] = ['acme.example', 'tv.acme.example'].map((domain) =>
      caps.ofBid({ advertisers: [domain], categories: ['IAB9', 'IAB9'] }),
    );
    expect(other).toBe(one);
    expect(caps.ofKeys(['category:IAB9', 'advertiser:acme'])).toBe(one);
    expect(caps.ofKeys(['advertiser:gone'])).toEqual([]);
  });
});
