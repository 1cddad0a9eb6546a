import type { Ad } from '@cutaway/model';
import { isMedia } from '@cutaway/vast';
import type { BidNotices, RefusedBid } from '../demand-candidate.js';
import type { BidResponse, RtbBid } from '../openrtb/bid-response.js';
import { hasTypeOf } from '../../pod/media-types.js';
import { fromTerms, toTerms } from '../terms.js';
import { checkBid, type BidContext, type SoundBid } from './check-bid.js';
import { soldLength } from './check-length.js';
import type { PricedBid } from './clear-price.js';
import { fillAuctionMacros, hasAuctionMacros } from './fill-macros.js';
import { floorOf } from './floor-of.js';
import { readMarkup, type Markup } from './read-markup.js';
import type { Refusal } from './refusals.js';

/** A bidder's response and all that its bids are checked against. */
export interface Answered extends BidContext {
  readonly bidderId: string;
  readonly response: BidResponse;
}

/** A sound bid and what its markup is so far. */
export interface OpenBid {
  readonly sound: SoundBid;
  readonly markup: Markup;
}

/** A bid that may be shown, before it is known what it pays. */
export interface Lot {
  readonly answered: Answered;
  readonly priced: PricedBid;
  readonly ad: Ad;
}

/** Bids hold this many at most: more is nobody's pod. */
const MAX_BIDS = 100;

/** First all that needs no markup, then the markup of what is left, since reading it costs most. */
export function openBids(answered: Answered): {
  readonly open: readonly OpenBid[];
  readonly refused: readonly RefusedBid[];
} {
  const open: OpenBid[] = [];
  const refused: RefusedBid[] = [];
  for (const bid of answered.response.bids.slice(0, MAX_BIDS)) {
    const checked = checkBid(bid, answered);
    if (checked.type === 'refused') refused.push(refusedBid(answered, bid, checked.reason));
    else open.push({ sound: checked.sound, markup: readMarkup(checked.sound.adm, nameOf(answered, bid)) });
  }
  return { open, refused };
}

/** The rest of the checks, once no wrapper is waited for. */
export function closeBids(
  answered: Answered,
  open: readonly OpenBid[],
): { readonly lots: readonly Lot[]; readonly refused: readonly RefusedBid[] } {
  const lots: Lot[] = [];
  const refused: RefusedBid[] = [];
  for (const one of open) {
    const lot = toLot(answered, one);
    if (typeof lot === 'string') refused.push(refusedBid(answered, one.sound.bid, lot));
    else lots.push(lot);
  }
  return { lots, refused };
}

function toLot(answered: Answered, { sound, markup }: OpenBid): Lot | Refusal {
  if (markup.type === 'wrapper') return 'wrapper-failed';
  if (markup.type === 'refused') return markup.reason;
  const { ad } = markup;
  // Markup that does not say how long its film is leaves it to the bid.
  const { question, terms, bidderId, nowMs } = answered;
  if (!hasTypeOf(ad.mediaFiles.filter(isMedia), question.media.mimes)) return 'not-playable';
  const durationMs = ad.durationMs > 0 ? ad.durationMs : (sound.bid.dur ?? 0) * 1000;
  const length = soldLength(sound, durationMs, question);
  if (length.type === 'refused') return length.reason;
  if (ad.expiresMs !== undefined && nowMs + ad.expiresMs < (question.neededUntilMs ?? question.latestStartMs))
    return 'expires-too-soon';
  const floor = floorOf(sound.offer, question, sound.deal, durationMs, terms);
  if (floor === null) return 'unknown-currency';
  if (isBelow(sound.price, floor)) return sound.deal === null ? 'below-floor' : 'below-deal-floor';
  const priced = { ...sound, bidderId, durationMs, soldMs: length.soldMs, floor };
  return { answered, priced, ad: ad.durationMs === durationMs ? ad : { ...ad, durationMs } };
}

/** What is converted, or comes to so much by the second, may miss by the last of its digits: who bids the floor has met it. */
const isBelow = (price: number, floor: number): boolean => price < floor * (1 - 1e-9);

/** Unique among the candidates of one break. */
export function nameOf({ bidderId }: Answered, { id, impid }: RtbBid): string {
  return `${bidderId}:${impid}:${id}`;
}

export function refusedBid(answered: Answered, bid: RtbBid, reason: Refusal): RefusedBid {
  const notices = noticesOf(answered, bid, bid.price);
  return { bidderId: answered.bidderId, bidId: bid.id, impId: bid.impid, crid: bid.crid, reason, notices };
}

/** A tag in a bid's markup as it is fetched, which is before it is settled what bids of the second-price kind pay. */
export function tagFor(answered: Answered, { bid, deal }: SoundBid, tag: string): string {
  return hasAuctionMacros(tag)
    ? fillAuctionMacros(tag, noticesOf(answered, bid, priceAhead(answered, bid, deal)).facts)
    : tag;
}

/** What a bid pays in its currency, whatever others bid. null: that depends on them. */
function priceAhead({ terms, currency }: Answered, bid: RtbBid, deal: SoundBid['deal']): number | null {
  if (deal?.auction === 2) return null;
  if (deal?.auction !== 3) return bid.price;
  const floor = toTerms(terms, deal.floorCpm, deal.currency);
  return floor === null ? null : fromTerms(terms, floor, currency);
}

/** @param price in the response's currency. */
export function noticesOf({ asked, response }: Answered, bid: RtbBid, price: number | null): BidNotices {
  const facts = { requestId: asked.request.id, bidid: response.bidid, bid, currency: response.cur, price };
  return { won: bid.nurl, billable: bid.burl, lost: bid.lurl, facts };
}
