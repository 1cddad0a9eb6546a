import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import type { Advertiser, Catalogue, Creative, LineItem, Publisher } from '../catalogue/catalogue.js';

/** A film of 15 s that is ready. */
export const aCreative = (id: string, change: Partial<Creative> = {}): Creative => ({
  ...{ id, title: `The ${id} film`, kind: 'linear', durationMs: 15_000, skipAfterMs: null, universalAdId: null },
  ...{ mediaHash: null, clickThrough: null, nonLinear: null, categories: [], readiness: 'ready' },
  mediaFiles: [
    {
      ...{ url: `https://m.example/${id}.m3u8`, type: 'application/vnd.apple.mpegurl' },
      ...{ codec: null, width: null, height: null, bitrateKbps: null },
    },
  ],
  ...change,
});

/** Sold by price, for everybody, with a creative of its own name. */
export const aLineItem = (id: string, change: Partial<LineItem> = {}): LineItem => ({
  ...{ id, campaignId: `${id}-campaign`, advertiserId: id, type: 'price-priority', kind: 'linear', priceCpm: 10 },
  ...{ startsAt: null, endsAt: null, status: 'live', goal: { of: 'nothing' }, pacing: 'asap', targeting: null },
  ...{ caps: [], creatives: [{ id, weight: 1 }], position: 'any' },
  ...change,
});

export const aPublisher = (change: Partial<Publisher> = {}): Publisher => ({
  ...{ id: 'default', blockedCategories: [], blockedDomains: [], blockedAttributes: [], floorCpm: 0, maxAds: 12 },
  separation: { advertiser: 'pod', category: 'none' },
  ...{ contingency: [], slate: [], fillBonusCpmPerSecond: 0 },
  ...change,
});

const anAdvertiser = (id: string): Advertiser => ({
  id,
  name: `Maker of ${id}`,
  domain: `${id}.example`,
  categories: [],
  caps: [],
});

/** Creatives of a line item that are ready. */
export const sellableIn =
  ({ creatives }: Catalogue) =>
  (item: LineItem): readonly SellableCreative[] =>
    item.creatives.flatMap(({ id, weight }) => {
      const creative = creatives.get(id);
      return creative?.readiness === 'ready' ? [{ creative, weight }] : [];
    });

/** Line items with a creative and an advertiser each, where none is given. */
export function aCatalogue(
  lineItems: readonly LineItem[],
  change: {
    readonly creatives?: readonly Creative[];
    readonly advertisers?: readonly Advertiser[];
    readonly publisher?: Publisher;
  } = {},
): Catalogue {
  const publisher = change.publisher ?? aPublisher();
  const named = <T extends { readonly id: string }>(
    made: readonly T[],
    given: readonly T[] = [],
  ): ReadonlyMap<string, T> => new Map([...made, ...given].map((one) => [one.id, one]));
  return {
    ...{ version: 'v1', currency: 'USD', rates: {}, campaigns: new Map(), deals: new Map(), bidders: [], lineItems },
    advertisers: named(
      lineItems.map(({ advertiserId }) => anAdvertiser(advertiserId)),
      change.advertisers,
    ),
    creatives: named(
      lineItems.map(({ id, kind }) => aCreative(id, { kind })),
      change.creatives,
    ),
    publishers: new Map([[publisher.id, publisher]]),
  };
}
