import type { Bidder, Deal } from '../../catalogue/catalogue.js';
import type { Ask } from '../../eligibility/facts.js';
import type { BidRequest, Pmp, RtbDeal, SupplyChain } from '../openrtb/bid-request.js';
import type { PodQuestion } from '../pod-question.js';
import type { Seller, Terms } from '../terms.js';
import { for25 } from './for-25.js';
import { offerTo, type Offer } from './offer-imps.js';
import { appOf, deviceOf, regsOf, userOf } from './who-asks.js';
import { writeImp } from './write-imp.js';

/** What one bidder is asked, and what its answer is held to. */
export interface Asked {
  readonly request: BidRequest;
  readonly offers: readonly Offer[];
  /** Those of the request. */
  readonly deals: readonly Deal[];
}

export interface BuildRequest {
  readonly question: PodQuestion;
  readonly ask: Ask;
  readonly bidder: Bidder;
  readonly terms: Terms;
  readonly seller: Seller;
  readonly tmaxMs: number;
  readonly nowMs: number;
}

/** The request to one bidder; null where there is nothing that it could bid on. The same in gives the same out. */
export function buildRequest(build: BuildRequest): Asked | null {
  const { question, ask, bidder, terms, seller, tmaxMs, nowMs } = build;
  const offers = offerTo(bidder.pods, question);
  const deals = dealsFor(build);
  if (offers.length === 0 || (question.privateAuction && deals.length === 0)) return null;
  const context = {
    question,
    pods: bidder.pods,
    currency: terms.currency,
    pmp: deals.length === 0 ? null : pmpOf(deals, question.privateAuction),
    expSeconds: Math.max(1, Math.ceil((question.latestStartMs - nowMs) / 1000)),
  };
  const auction = auctionOf(ask);
  const user = userOf(ask, question);
  const { categories, domains } = question.blocked;
  const request: BidRequest = {
    id: `${ask.breakId}-${bidder.id}-${auction}`,
    imp: offers.map((offer) => writeImp(offer, context)),
    app: appOf(ask, question),
    device: deviceOf(ask, question),
    ...(user === null ? {} : { user }),
    at: 1,
    tmax: tmaxMs,
    cur: [terms.currency, ...Object.keys(terms.rates).filter((currency) => currency !== terms.currency)],
    ...(categories.length === 0 ? {} : { bcat: categories }),
    ...(domains.length === 0 ? {} : { badv: domains }),
    source: { fd: 1, tid: `${ask.breakId}-${auction}`, schain: chainOf(seller, ask, question) },
    regs: regsOf(ask, question.consent),
  };
  return { request: bidder.pods === 'none' ? for25(request) : request, offers, deals };
}

/**
 * Tells an auction from all others (§3.2.1): a break's seed is the same whenever its viewer asks, and of millions of viewers some share it.
 * Bidders take a second auction of one name, and what they are to be billed for it, for the first.
 */
const auctionOf = ({ seed, atMs }: Ask): string => `${seed.toString(36)}.${Math.floor(atMs).toString(36)}`;

/** Whether there is anything that a bidder could bid on: cheap, so that it is known before the bidder's line is asked. */
export function hasOffer(build: Pick<BuildRequest, 'question' | 'ask' | 'bidder' | 'terms' | 'seller'>): boolean {
  const { slots, open, privateAuction } = build.question;
  const isOpen = open !== null && open.ms > 0 && open.maxAds > 0;
  return (slots.length > 0 || isOpen) && (!privateAuction || dealsFor(build).length > 0);
}

/** Deals of this bidder whose targeting is met, by id. */
function dealsFor({ ask, bidder, terms, seller }: Pick<BuildRequest, 'ask' | 'bidder' | 'terms' | 'seller'>): Deal[] {
  const own = [...terms.deals.values()].filter(
    ({ bidderIds, targeting }) =>
      (bidderIds.length === 0 || bidderIds.includes(bidder.id)) &&
      (targeting === null || seller.matches(targeting, ask.facts)),
  );
  return own.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function pmpOf(deals: readonly Deal[], isPrivate: boolean): Pmp {
  const written = deals.map(({ id, floorCpm, currency, auction, guaranteed }): RtbDeal => {
    return { id, bidfloor: floorCpm, bidfloorcur: currency, at: auction, ...(guaranteed ? { guar: 1 } : {}) };
  });
  return { private_auction: isPrivate ? 1 : 0, deals: written };
}

function chainOf({ domain }: Seller, { publisherId }: Ask, { chain = {} }: PodQuestion): SupplyChain {
  const { asi = domain, sid = publisherId } = chain;
  return { complete: 1, ver: '1.0', nodes: [{ asi, sid, hp: 1 }] };
}
