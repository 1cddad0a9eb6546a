import type { Advertiser, Catalogue, Creative, LineItem, Publisher } from '../catalogue/catalogue.js';
import type { Ask } from './facts.js';

export const aLineItem = (parts: Partial<LineItem> = {}): LineItem => ({
  id: 'li-1',
  campaignId: 'spring',
  advertiserId: 'acme',
  type: 'price-priority',
  kind: 'linear',
  priceCpm: 10,
  startsAt: null,
  endsAt: null,
  status: 'live',
  goal: { of: 'nothing' },
  pacing: 'even',
  targeting: null,
  caps: [],
  creatives: [{ id: 'film', weight: 1 }],
  position: 'any',
  ...parts,
});

export const aCreative = (parts: Partial<Creative> = {}): Creative => ({
  id: 'film',
  title: 'A film',
  kind: 'linear',
  durationMs: 15_000,
  skipAfterMs: null,
  universalAdId: null,
  mediaHash: null,
  clickThrough: null,
  mediaFiles: [],
  nonLinear: null,
  categories: [],
  readiness: 'ready',
  ...parts,
});

export const anAdvertiser = (parts: Partial<Advertiser> = {}): Advertiser => ({
  id: 'acme',
  name: 'Acme',
  domain: 'acme.example',
  categories: [],
  caps: [],
  ...parts,
});

export const aPublisher = (parts: Partial<Publisher> = {}): Publisher => ({
  id: 'default',
  blockedCategories: [],
  blockedDomains: [],
  blockedAttributes: [],
  floorCpm: 0,
  maxAds: 10,
  separation: { advertiser: 'pod', category: 'none' },
  contingency: [],
  slate: [],
  fillBonusCpmPerSecond: 0,
  ...parts,
});

interface Parts {
  readonly lineItems?: readonly LineItem[];
  readonly creatives?: readonly Creative[];
  readonly advertisers?: readonly Advertiser[];
  readonly publishers?: readonly Publisher[];
  readonly deals?: Catalogue['deals'];
}

const byId = <T extends { readonly id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));

/** A catalogue whose lists are given plainly; what is not given is one of each, named acme, spring, film and default. */
export const aCatalogue = (parts: Parts = {}): Catalogue => ({
  version: 'v1',
  currency: 'EUR',
  rates: {},
  advertisers: byId(parts.advertisers ?? [anAdvertiser()]),
  campaigns: byId([{ id: 'spring', advertiserId: 'acme', name: 'Spring', caps: [], budget: null }]),
  creatives: byId(parts.creatives ?? [aCreative()]),
  lineItems: parts.lineItems ?? [aLineItem()],
  deals: parts.deals ?? new Map(),
  bidders: [],
  publishers: byId(parts.publishers ?? [aPublisher()]),
});

export const anAsk = (facts: Readonly<Record<string, readonly string[]>> = {}, parts: Partial<Ask> = {}): Ask => ({
  sessionId: 'session',
  breakId: 'break',
  publisherId: 'default',
  atMs: 0,
  facts: new Map(Object.entries(facts)),
  identity: { device: null, user: null, household: null },
  consentClass: 'contextual',
  seed: 1,
  ...parts,
});
