import type { DemandCandidate, RefusedBid } from '../demand-candidate.js';
import { fromTerms, type Seller } from '../terms.js';
import { clearPrice } from './clear-price.js';
import { nameOf, noticesOf, refusedBid, type Lot } from './read-bids.js';
import { toCandidate } from './to-candidate.js';

/**
 * What all bids of a break pay, seen together. Of bids that a bidder repeats on slots that were made for its sake the best one is
 * kept: they are one film, which plays once.
 */
export function settleLots(
  lots: readonly Lot[],
  tiers: Seller['tiers'],
): { readonly candidates: readonly DemandCandidate[]; readonly refused: readonly RefusedBid[] } {
  const priced = lots.map((lot) => lot.priced);
  const best = new Map<string, Lot>();
  const refused: RefusedBid[] = [];
  const names = new Set<string>();
  for (const lot of [...lots].sort((a, b) => b.priced.price - a.priced.price || (idOf(a) < idOf(b) ? -1 : 1))) {
    const key = repeatKey(lot);
    if (best.has(key) || names.has(idOf(lot)))
      refused.push(refusedBid(lot.answered, lot.priced.bid, 'repeats-another'));
    else best.set(key, lot);
    names.add(idOf(lot));
  }
  const candidates = [...best.values()].map(({ answered, priced: own, ad }) => {
    const paysCpm = clearPrice(own, priced);
    const inBid = fromTerms(answered.terms, paysCpm, answered.response.cur) ?? own.bid.price;
    const { facts } = noticesOf(answered, own.bid, inBid);
    const id = nameOf(answered, own.bid);
    return toCandidate({ id, priced: own, ad, paysCpm, facts, answeredAtMs: answered.nowMs, tiers });
  });
  return { candidates: candidates.sort((a, b) => (a.id < b.id ? -1 : 1)), refused };
}

function idOf({ answered, priced }: Lot): string {
  return nameOf(answered, priced.bid);
}

function repeatKey(lot: Lot): string {
  const { bidderId, bid, offer } = lot.priced;
  const isRepeat = offer.of === 'slot' && offer.isMade && bid.crid !== null;
  return isRepeat ? JSON.stringify([bidderId, bid.crid, offer.slot.position]) : idOf(lot);
}
