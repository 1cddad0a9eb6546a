import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, aLineItem, snapshotOf } from '../a-catalogue.builder.js';
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
  it('completes captions of a creative as its media', async () => {
    const captions = [
      { url: 'film.vtt', language: 'en' },
      { url: 'film', type: 'application/ttml+xml' },
    ];
    const { creatives } = await snapshotOf(aDocument({ creatives: [aCreative({ captions })] }), {
      mediaBase: 'https://cdn.example',
    });
    expect(creatives.get('film')?.captions).toEqual([
      { url: 'https://cdn.example/film.vtt', type: 'text/vtt', language: 'en' },
      { url: 'https://cdn.example/film', type: 'application/ttml+xml', language: null },
    ]);
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
  it('reads caps of a film, and of categories whoever sells them', async () => {
    const document = { ...aDocument(), categoryCaps: { IAB8: [{ limit: 2, per: 'household', window: '1d' }] } };
    const film = aCreative({ caps: [{ limit: 1, per: 'stream' }] });
    const { creatives, categoryCaps, version } = await snapshotOf({ ...document, creatives: [film] });
    expect(creatives.get('film')?.caps).toEqual([{ limit: 1, per: 'stream', windowMs: null }]);
    expect(categoryCaps).toEqual({ IAB8: [{ limit: 2, per: 'household', windowMs: 86_400_000 }] });
    expect(version).not.toBe((await snapshotOf({ ...aDocument(), creatives: [film] })).version);
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

describe('buildCatalogue: what bidders are offered', () => {
  const sale = {
    ...{ currency: 'EUR', mincpmpersec: 0.5, privateAuction: true, openTime: 'first-or-last' },
    durfloors: [
      { maxdur: 15, bidfloor: 10 },
      { mindur: 16, bidfloor: 20 },
    ],
    slots: [
      { maxMs: 30_000, position: 'first', floorCpm: 30 },
      { id: 'mid', minMs: 10_000, maxMs: 15_000 },
    ],
  };
  it('has floors in the one currency, and slots with a name and a place', async () => {
    const document = aDocument({ currency: 'USD', rates: { EUR: 2 }, publishers: [{ id: 'default', ...sale }] });
    expect((await snapshotOf(document)).publishers.get('default')).toMatchObject({
      ...{ mincpmpersec: 1, privateAuction: true, openTime: 'first-or-last' },
      durfloors: [
        { maxdur: 15, bidfloor: 20 },
        { mindur: 16, bidfloor: 40 },
      ],
      slots: [
        { id: 'slot-1', position: 'first', maxMs: 30_000, floorCpm: 60 },
        { id: 'mid', position: 'any', minMs: 10_000, maxMs: 15_000 },
      ],
    });
  });
  it("is the default publisher's for others, but for its account in the supply chain", async () => {
    const document = aDocument({
      ...{ currency: 'USD', rates: { EUR: 2 } },
      publishers: [
        { id: 'default', ...sale, asi: 'ads.example', sid: 'house' },
        { id: 'news', mincpmpersec: null },
      ],
    });
    const news = (await snapshotOf(document)).publishers.get('news');
    expect(news).toMatchObject({ asi: 'ads.example', mincpmpersec: null, privateAuction: true });
    expect(news?.slots).toHaveLength(2);
    expect(news).not.toHaveProperty('sid');
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
