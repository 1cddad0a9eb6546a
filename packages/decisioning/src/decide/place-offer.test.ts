import { describe, expect, it } from 'vitest';
import type { TrackingEvent } from '@cutaway/model';
import { aCatalogue, aCreative, aLineItem } from './a-sale.builder.js';
import type { Offer } from './offer.js';
import { placeOffer } from './place-offer.js';

const item = aLineItem('car');
const catalogue = aCatalogue([item], {
  advertisers: [{ id: 'car', name: 'Cars & Co', domain: 'cars.example', categories: ['IAB2'], caps: [] }],
});
const candidate = {
  ...{ id: 'car', durationMs: 15_000, value: 1, tier: 2, advertisers: [], categories: [], films: [], limits: [] },
  position: 'any' as const,
};
const fromItem = (change: Parameters<typeof aCreative>[1] = {}): Offer => ({
  candidate,
  of: { type: 'line-item', lineItem: item, creative: aCreative('car', change) },
});
const placed = (offer: Offer, slot = 0) =>
  placeOffer(offer, catalogue, {
    ...{ sessionId: 's', breakId: 'b', slot },
    beaconUrl: (id: string, at: number, event: TrackingEvent) =>
      `https://c.example/${id}/${at}/${event}?p=[ADPLAYHEAD]`,
  });
const eventsOf = (offer: Offer) => placed(offer).trackers.map(({ event }) => event);

describe('placeOffer', () => {
  it('makes an ad of a line item’s creative, beaconed at our collector', () => {
    const ad = placed(fromItem({ universalAdId: 'ad-id.org A1' }));
    expect(ad).toMatchObject({
      ...{ adId: 'car', title: 'The car film', advertiser: 'Cars & Co', durationMs: 15_000 },
      categories: [{ authority: 'iabtechlab.com', value: 'IAB2' }],
    });
    expect(ad.trackers[0]).toEqual({
      ...{ event: 'impression', level: 0, index: 0 },
      url: `https://c.example/${ad.adInstanceId}/0/impression?p=[ADPLAYHEAD]`,
    });
  });

  it('hands on its captions', () => {
    const captions = [{ url: 'https://c.example/car.vtt', type: 'text/vtt', language: 'en' }];
    expect(placed(fromItem({ captions })).captions).toBe(captions);
    expect(placed(fromItem())).not.toHaveProperty('captions');
  });

  it('names it anew in another slot', () => {
    expect(placed(fromItem(), 1).adInstanceId).not.toBe(placed(fromItem()).adInstanceId);
  });

  it('tracks quartiles of a film alone, the close of an image, and a skip where there is one', () => {
    expect(eventsOf(fromItem())).toContain('midpoint');
    expect(eventsOf(fromItem())).not.toContain('skip');
    expect(eventsOf(fromItem({ skipAfterMs: 5000 }))).toContain('skip');
    const image = { id: 'i', imageUrl: 'https://m.example/i.png', type: 'image/png', width: 480, height: 90 };
    const nonLinear = { ...image, durationMs: 8000, clickThrough: null, altText: null };
    const banner = eventsOf(fromItem({ kind: 'overlay', mediaFiles: [], nonLinear }));
    expect(banner).toContain('close');
    expect(banner).not.toContain('midpoint');
  });

  it('keeps the trackers of a bid behind ours: no two have the same key', () => {
    const { adInstanceId: _, ...ad } = placed(fromItem());
    const own = (event: TrackingEvent, url: string) => ({ event, url, level: 0, index: 0 });
    const trackers = [
      own('impression', 'https://dsp/i'),
      own('viewable', 'https://dsp/v'),
      { ...own('start', 'https://w/s'), level: 1 },
    ];
    const { trackers: all } = placed({
      candidate,
      of: { type: 'bid', bidderId: 'd', dealId: null, priceCpm: 9, ad: { ...ad, trackers } },
    });
    expect(all.filter(({ url }) => /dsp|w\//.test(url))).toEqual([
      { ...own('impression', 'https://dsp/i'), index: 1 },
      own('viewable', 'https://dsp/v'),
      { ...own('start', 'https://w/s'), level: 1 },
    ]);
    const keys = all.map(({ event, level, index, of: part }) => `${event}/${level}/${index}/${part ?? ''}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
