import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, aLineItem, built, snapshotOf } from '../a-catalogue.builder.js';
import { DEMO_CATALOGUE } from '../demo-catalogue.js';
import { TELEVISION_PROFILE } from '../preflight.js';

describe('buildCatalogue: short forms', () => {
  it('fills in what a line item leaves out', async () => {
    const { lineItems, creatives, publishers } = await snapshotOf(aDocument());
    expect(lineItems).toEqual([
      {
        ...{
          id: 'li',
          campaignId: 'spring',
          advertiserId: 'acme',
          type: 'price-priority',
          kind: 'linear',
          priceCpm: 10,
        },
        ...{ startsAt: null, endsAt: null, status: 'live', goal: { of: 'nothing' }, pacing: 'asap', targeting: null },
        ...{ caps: [], creatives: [{ id: 'film', weight: 1 }], position: 'any' },
      },
    ]);
    expect(creatives.get('film')).toMatchObject({
      title: 'film',
      readiness: 'ready',
      mediaFiles: [{ url: 'https://cdn.example/film.m3u8', type: 'application/vnd.apple.mpegurl', codec: null }],
    });
    expect(publishers.get('default')).toMatchObject({ maxAds: 12, separation: { advertiser: 'pod' } });
  });
  it('makes a campaign of an advertiser whose line items name none', async () => {
    const { campaigns, lineItems } = await snapshotOf(
      aDocument({ campaigns: [], lineItems: [aLineItem({ campaignId: undefined, advertiserId: 'acme' })] }),
    );
    expect([...campaigns.keys()]).toEqual(['acme']);
    expect(lineItems[0]).toMatchObject({ campaignId: 'acme', advertiserId: 'acme' });
  });
  it('expands a flat file: each row is a line item, a creative and its advertiser', async () => {
    const { lineItems, creatives, advertisers } = await snapshotOf(DEMO_CATALOGUE, { mediaBase: 'http://o.example' });
    expect(lineItems.map(({ id, priceCpm }) => [id, priceCpm])).toEqual([
      ['ad-green', 18],
      ['ad-red', 24],
      ['ad-yellow', 9],
      ['overlay-banner', 6],
    ]);
    expect(advertisers.get('red.example')).toMatchObject({ name: 'Red Rooibos', domain: 'red.example' });
    expect(creatives.get('ad-red')?.mediaFiles[0]?.url).toBe('http://o.example/ads/ad-red/exact/main.m3u8');
    expect(creatives.get('overlay-banner')?.nonLinear).toMatchObject({ durationMs: 8000, width: 480 });
  });
  it('reads spans of caps, ISO times, goals and targeting', async () => {
    const item = aLineItem({
      ...{ type: 'guaranteed', startsAt: '2026-12-01T18:00:00Z', endsAt: '2026-12-01T21:00:00+01:00' },
      ...{
        goal: { impressions: 5000 },
        caps: [
          { limit: 3, per: 'device', window: '24h' },
          { limit: 1, per: 'pod' },
        ],
      },
      targeting: { 'geo.country': ['US', 'CA'], hour: 20, 'content.live': true },
    });
    expect((await snapshotOf(aDocument({ lineItems: [item] }))).lineItems[0]).toMatchObject({
      startsAt: Date.UTC(2026, 11, 1, 18),
      endsAt: Date.UTC(2026, 11, 1, 20),
      goal: { of: 'impressions', count: 5000 },
      pacing: 'even',
      caps: [
        { limit: 3, per: 'device', windowMs: 86_400_000 },
        { limit: 1, per: 'pod', windowMs: null },
      ],
      targeting: {
        all: [
          { dimension: 'geo.country', in: ['US', 'CA'] },
          { dimension: 'hour', in: ['20'] },
          { dimension: 'content.live', in: ['true'] },
        ],
      },
    });
  });
  it('gives publishers what they leave out from the default one', async () => {
    const { publishers } = await snapshotOf(
      aDocument({
        publishers: [
          { id: 'news', floorCpm: 5, separation: { category: { minutes: 10 } } },
          { id: 'default', maxAds: 4, contingency: ['film'], blockedDomains: ['Bad.Example'] },
        ],
      }),
    );
    expect(publishers.get('news')).toMatchObject({
      ...{ floorCpm: 5, maxAds: 4, contingency: ['film'], blockedDomains: ['bad.example'] },
      separation: { advertiser: 'pod', category: { minutes: 10 } },
    });
  });
});

describe('buildCatalogue: money', () => {
  it('converts every price into the one currency', async () => {
    const { lineItems, campaigns, deals, rates } = await snapshotOf(
      aDocument({
        ...{ currency: 'EUR', rates: { GBP: 1.25 } },
        campaigns: [{ id: 'spring', advertiserId: 'acme', budget: 1000, currency: 'GBP' }],
        lineItems: [aLineItem({ priceCpm: 8, currency: 'GBP', goal: { spend: 100 }, endsAt: '2027-01-01T00:00:00Z' })],
        deals: [{ id: 'd', floorCpm: 4, currency: 'GBP' }],
      }),
    );
    expect(rates).toEqual({ GBP: 1.25, EUR: 1 });
    expect(campaigns.get('spring')?.budget).toBe(1250);
    expect(lineItems[0]).toMatchObject({ priceCpm: 10, goal: { of: 'spend', amount: 125 } });
    expect(deals.get('d')).toMatchObject({ floorCpm: 5, currency: 'EUR' });
  });
});

describe('buildCatalogue: what is paused is not sold', () => {
  it.each(['advertisers', 'campaigns'])('pauses the line items of paused %s', async (list) => {
    const [record] = aDocument()[list] as [object];
    const { lineItems } = await snapshotOf(aDocument({ [list]: [{ ...record, status: 'paused' }] }));
    expect(lineItems[0]?.status).toBe('paused');
  });
  it('blocks the domain of a paused advertiser at every publisher, for bids too', async () => {
    const advertisers = [{ id: 'acme', domain: 'acme.example', status: 'paused' }];
    const { publishers } = await snapshotOf(aDocument({ advertisers, publishers: [{ id: 'news' }] }));
    expect([...publishers.values()].map(({ blockedDomains }) => blockedDomains)).toEqual([
      ['acme.example'],
      ['acme.example'],
    ]);
  });
  it('has a paused creative neither ready nor in a contingency pod', async () => {
    const { creatives, publishers } = await snapshotOf(
      aDocument({
        creatives: [aCreative({ status: 'paused' })],
        publishers: [{ id: 'default', contingency: ['film'] }],
      }),
    );
    expect(creatives.get('film')).toMatchObject({ readiness: 'rejected', notReadyBecause: ['paused'] });
    expect(publishers.get('default')?.contingency).toEqual([]);
  });
  it('holds what says it is ready against the profile of the house', async () => {
    const creatives = [aCreative({ mediaFiles: [{ url: 'http://cdn.example/f.m3u8', codec: 'avc1.64001f' }] })];
    const { creatives: held } = await snapshotOf(aDocument({ creatives }), { profile: TELEVISION_PROFILE });
    expect(held.get('film')).toMatchObject({
      readiness: 'rejected',
      notReadyBecause: ['mediaFiles[0].url is http://cdn.example/f.m3u8, expected https'],
    });
  });
});

describe('buildCatalogue: faults', () => {
  const item = (over: object) => aDocument({ lineItems: [aLineItem({ ...over })] });
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a campaign that is not there',
      item({ campaignId: 'x' }),
      'lineItems[0].campaignId is "x", expected a campaign that is there',
    ],
    [
      'no campaign at all',
      item({ campaignId: undefined }),
      'lineItems[0].campaignId is missing, expected it, or an advertiserId for a line item without a campaign',
    ],
    [
      'a creative that is not there',
      item({ creatives: ['x'] }),
      'lineItems[0].creatives[0] is "x", expected a creative that is there',
    ],
    [
      'a creative twice',
      item({ creatives: ['film', 'film'] }),
      'lineItems[0].creatives[1] is "film" again, expected each creative once',
    ],
    [
      'a goal without a flight end',
      item({ goal: { impressions: 5 } }),
      'lineItems[0].endsAt is missing, expected the flight\'s end for even pacing, or pacing "asap"',
    ],
    [
      'a flight that ends first',
      item({ startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' }),
      'lineItems[0].endsAt is "2026-01-01T00:00:00Z", expected a time after startsAt "2026-02-01T00:00:00Z"',
    ],
    [
      'a time that is none',
      item({ endsAt: 'tomorrow' }),
      'lineItems[0].endsAt is "tomorrow", expected to match format "date-time"',
    ],
    [
      'a currency without a rate',
      item({ currency: 'SEK' }),
      'lineItems[0].currency is "SEK", expected one with a rate: USD',
    ],
    [
      'a guaranteed item that owes nothing',
      item({ type: 'guaranteed' }),
      'lineItems[0].goal is missing, expected impressions, spend or share, since the line item is guaranteed',
    ],
    [
      'no price',
      item({ priceCpm: undefined }),
      'lineItems[0].priceCpm is missing, expected a price, since the line item is price-priority',
    ],
    [
      'an unknown dimension',
      item({ targeting: { 'geo.contry': ['US'] } }),
      'lineItems[0].targeting.geo.contry is no dimension ("geo.contry"), expected one such as geo.country or custom.<key>',
    ],
    ['a misspelt field', item({ prize: 3 }), 'lineItems[0].prize is not a known field, expected none'],
    [
      'a window of a pod',
      item({ caps: [{ limit: 1, per: 'pod', window: '1d' }] }),
      'lineItems[0].caps[0].window is there, expected none, since a pod has its own span',
    ],
    [
      'an advertiser that is not there',
      aDocument({ campaigns: [{ id: 'spring', advertiserId: 'x' }] }),
      'campaigns[0].advertiserId is "x", expected an advertiser that is there',
    ],
    [
      'a spot without media',
      aDocument({ creatives: [aCreative({ mediaFiles: [] })] }),
      'creatives[0].mediaFiles is empty, expected at least one, or another readiness than ready',
    ],
    [
      'media of an unknown type',
      aDocument({ creatives: [aCreative({ mediaFiles: [{ url: '/f' }] })] }),
      'creatives[0].mediaFiles[0].type is missing, expected it, since "/f" does not tell',
    ],
    [
      'an overlay in a linear item',
      {
        ...aDocument({
          creatives: [
            aCreative(),
            aCreative({
              id: 'o',
              kind: 'overlay',
              nonLinear: { imageUrl: '/i.png', type: 'image/png', width: 9, height: 9 },
            }),
          ],
        }),
        lineItems: [aLineItem({ creatives: ['film', 'o'] })],
      },
      'lineItems[0].creatives[1] is of kind overlay, expected linear as the line item is',
    ],
    [
      'an id used twice',
      aDocument({ creatives: [aCreative(), aCreative()] }),
      'creatives[1].id is "film" like creatives[0].id, expected a new one',
    ],
    [
      'a deal of an unknown bidder',
      aDocument({ deals: [{ id: 'd', bidderIds: ['b'] }] }),
      'deals[0].bidderIds[0] is "b", expected a bidder that is there',
    ],
    [
      'a slot kept for nothing',
      aDocument({ publishers: [{ id: 'p', contingency: ['x'] }] }),
      'publishers[0].contingency[0] is "x", expected a creative that is there',
    ],
  ])('refuses %s', async (_what, document, text) => {
    const { faults } = await built(JSON.parse(JSON.stringify(document)) as Readonly<Record<string, unknown>>);
    expect(faults).toEqual([`c.yaml: ${text}`]);
  });
  it('tells all of them at once, each with its file', async () => {
    const { faults } = await built([
      { file: 'a.yaml', data: aDocument({ lineItems: [aLineItem({ campaignId: 'x', creatives: ['y'] })] }) },
      { file: 'b.yaml', data: { lineItems: [aLineItem({ id: 'two', currency: 'XXX' })] } },
    ]);
    expect(faults.map((fault) => fault.split(' is ')[0])).toEqual([
      'a.yaml: lineItems[0].campaignId',
      'a.yaml: lineItems[0].creatives[0]',
      'b.yaml: lineItems[0].currency',
    ]);
  });
  it('tells files that contradict each other', async () => {
    const { faults } = await built([
      { file: 'a.yaml', data: { ...aDocument(), currency: 'USD', rates: { EUR: 1.1 } } },
      { file: 'b.yaml', data: { currency: 'EUR', rates: { EUR: 1.2 }, creatives: [aCreative()] } },
    ]);
    expect(faults).toEqual([
      'b.yaml: currency is "EUR", expected "USD" as in a.yaml',
      'b.yaml: rates.EUR is 1.2, expected 1.1 as in a.yaml',
      'b.yaml: creatives[0].id is "film" like creatives[0].id of a.yaml, expected a new one',
    ]);
  });
});

describe('buildCatalogue: a snapshot', () => {
  it('has the same version for the same content, in whatever files and order it is', async () => {
    const { advertisers, campaigns, ...rest } = aDocument();
    const whole = await snapshotOf(aDocument());
    const parts = await snapshotOf([
      { file: '1.json', data: rest },
      { file: '2.json', data: { campaigns, advertisers } },
    ]);
    expect(parts.version).toBe(whole.version);
    expect((await snapshotOf(aDocument({ lineItems: [aLineItem({ priceCpm: 11 })] }))).version).not.toBe(whole.version);
  });
  it('cannot be changed', async () => {
    const { lineItems } = await snapshotOf(aDocument());
    expect(() => (lineItems as unknown[]).push(1)).toThrow(TypeError);
    expect(() => Object.assign(lineItems[0]!.creatives[0]!, { weight: 2 })).toThrow(TypeError);
  });
});
