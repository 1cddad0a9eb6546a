import type { Deal } from '../../catalogue/catalogue.js';
import { categoryName, domainName } from '../../eligibility/market-names.js';
import type { RtbBid } from '../openrtb/bid-response.js';
import type { PodQuestion } from '../pod-question.js';
import type { Asked } from '../request/build-request.js';
import type { Offer } from '../request/offer-imps.js';
import { toTerms, type Terms } from '../terms.js';
import type { Refusal } from './refusals.js';

/** What a bid is checked against. */
export interface BidContext {
  readonly question: PodQuestion;
  readonly asked: Asked;
  readonly terms: Terms;
  /** Of the response. */
  readonly currency: string;
  /** When the response came. */
  readonly nowMs: number;
}

/** A bid that agrees with its request, as far as can be said without its markup. */
export interface SoundBid {
  readonly bid: RtbBid;
  readonly offer: Offer;
  readonly deal: Deal | null;
  /** CPM in the currency of the terms. */
  readonly price: number;
  /** Infinity: the bid does not say. */
  readonly expiresAtMs: number;
  readonly adm: string;
}

export type Checked =
  { readonly type: 'sound'; readonly sound: SoundBid } | { readonly type: 'refused'; readonly reason: Refusal };

/** CPM in the currency of the terms: who bids more has taken another unit for it, millionths most often. */
const MOST_BID_CPM = 1_000_000;

/** Holds a bid to its request (OpenRTB 2.6 §4.2.3). What follows from its markup is checked after it is read. */
export function checkBid(bid: RtbBid, context: BidContext): Checked {
  const { question, asked, terms, currency, nowMs } = context;
  const offer = asked.offers.find(({ impId }) => impId === bid.impid);
  if (offer === undefined) return refuse('unknown-imp');
  // Whoever builds the pod takes each bid by itself.
  if (bid.isOfGroup) return refuse('group-not-sold');
  if (!(bid.price > 0)) return refuse('bad-price');
  const price = toTerms(terms, bid.price, currency);
  if (price === null) return refuse('unknown-currency');
  if (price > MOST_BID_CPM) return refuse('bad-price');
  const deal = asked.deals.find(({ id }) => id === bid.dealid) ?? null;
  if (bid.dealid !== null && deal === null) return refuse('unknown-deal');
  if (deal === null && question.privateAuction) return refuse('not-a-deal');
  const unwanted = blockOf(bid, question) ?? (isOffered(bid, offer) ? null : 'position-not-offered');
  if (unwanted !== null) return refuse(unwanted);
  if (bid.mtype !== null && bid.mtype !== 2) return refuse('not-video');
  const expiresAtMs = bid.exp === null ? Infinity : nowMs + bid.exp * 1000;
  if (expiresAtMs < (question.neededUntilMs ?? question.latestStartMs)) return refuse('expires-too-soon');
  if (bid.adm === null) return refuse('no-markup');
  return { type: 'sound', sound: { bid, offer, deal, price, expiresAtMs, adm: bid.adm } };
}

function blockOf({ adomain, cat, attr }: RtbBid, { blocked }: PodQuestion): Refusal | null {
  if (adomain.length === 0) return 'no-advertiser';
  if (adomain.some((domain) => blocked.domains.some((bad) => isWithin(domain, domainName(bad)))))
    return 'blocked-advertiser';
  if (cat.some((category) => blocked.categories.some((bad) => isCategoryWithin(category, categoryName(bad)))))
    return 'blocked-category';
  return attr.some((attribute) => blocked.attributes.includes(attribute)) ? 'blocked-attribute' : null;
}

/** Blocking a domain blocks what is below it. */
function isWithin(domain: string, blocked: string): boolean {
  return domain === blocked || domain.endsWith(`.${blocked}`);
}

/** Of the first taxonomy `IAB7` holds `IAB7-39`; of the later ones each id is its own. */
function isCategoryWithin(category: string, blocked: string): boolean {
  return category === blocked || category.startsWith(`${blocked}-`);
}

/**
 * Whether a bid may ask for the place that it asks for. A slot is named by its imp already, so that a bid on it may only say the same
 * again; of time, a bid may ask for the first or the last place where that is offered (OpenRTB 2.6 §7.6).
 */
function isOffered({ slotinpod }: RtbBid, offer: Offer): boolean {
  if (slotinpod === null || slotinpod === 0) return true;
  const offered = offer.of === 'slot' ? offer.slot.position : offer.open.position;
  if (offer.of === 'time' && offered === 2) return slotinpod === 1 || slotinpod === -1 || slotinpod === 2;
  return slotinpod === offered;
}

function refuse(reason: Refusal): Checked {
  return { type: 'refused', reason };
}
