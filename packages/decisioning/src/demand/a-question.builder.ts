import type { Bidder, Deal } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import type { PodQuestion } from './pod-question.js';
import type { Seller, Terms } from './terms.js';

/** A break of 60 s, sold as a whole, that begins a minute from 0. */
export function aQuestion(over: Partial<PodQuestion> = {}): PodQuestion {
  return {
    podId: 'pod_1',
    podSequence: 0,
    startDelay: -1,
    slots: [],
    open: { ms: 60_000, maxAds: 4, position: 2 },
    minAdMs: 0,
    maxAdMs: 60_000,
    requiredAdMs: null,
    floor: { cpm: 8, cpmPerSecond: null, byDuration: [] },
    blocked: { categories: [], domains: [], attributes: [] },
    dedupe: [],
    media: { mimes: ['video/mp4'], protocols: [2, 3, 7], width: 1920, height: 1080, ssai: 1 },
    latestStartMs: 60_000,
    privateAuction: false,
    device: { ip: '192.0.2.77', userAgent: 'TV/1' },
    consent: null,
    viewing: {
      device: { type: 'tv' },
      app: { bundle: 'com.example.tv' },
      content: { genres: ['Sports', 'Football'], live: true },
      segments: ['acme:fans', 'acme:cars'],
    },
    ...over,
  };
}

/** Somebody who agreed to everything, on a television in Austin. */
export function anAsk(over: Partial<Ask> = {}): Ask {
  const facts = new Map<string, readonly string[]>([['geo.country', ['us']]]);
  return {
    sessionId: 's1',
    breakId: 'b1',
    publisherId: 'default',
    atMs: 0,
    facts,
    geo: { country: 'US', region: 'TX', city: 'Austin' },
    identity: { device: 'ifa-1', user: 'user-1', household: null },
    consentClass: 'personalised',
    seed: 7,
    ...over,
  };
}

export function aBidder(over: Partial<Bidder> = {}): Bidder {
  const usual = { pods: 'dynamic', tmaxMs: 300, enabled: true, qps: null } as const;
  return { id: 'alpha', url: 'http://127.0.0.1:1/bid', ...usual, ...over };
}

export function aDeal(over: Partial<Deal> = {}): Deal {
  const usual = { currency: 'USD', guaranteed: false, bidderIds: [], targeting: null } as const;
  return { id: 'deal-1', floorCpm: 20, auction: 1, ...usual, ...over };
}

export function someTerms(over: { readonly deals?: readonly Deal[] } & Partial<Omit<Terms, 'deals'>> = {}): Terms {
  const { deals = [], ...rest } = over;
  const usual = { bidders: [aBidder()], currency: 'USD', rates: { EUR: 1.1 } };
  return { ...usual, ...rest, deals: new Map(deals.map((deal) => [deal.id, deal])) };
}

export function aSeller(): Seller {
  return { domain: 'cutaway.test', tiers: { guaranteed: 1, open: 2 }, matches: () => true };
}
