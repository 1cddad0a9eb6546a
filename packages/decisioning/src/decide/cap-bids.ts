import type { Explanation } from '@cutaway/model';
import type { ItemChecks } from './offer-items.js';
import type { Offer, Offers } from './offer.js';

/** Bids under the caps of whom they name: those that have no room are out, the others say how many more a pod may hold. */
export function capBids(bought: Offers, { bid }: Pick<ItemChecks, 'bid'>): Offers {
  if (bid === undefined) return bought;
  const offers: Offer[] = [];
  const capped: Explanation[] = [];
  for (const offer of bought.offers) {
    const { candidate, of } = offer;
    const found = bid(candidate);
    if ('scope' in found)
      capped.push({ candidateId: candidate.id, verdict: `capped-${found.scope}`, detail: found.detail });
    else if (found.length === 0) offers.push(offer);
    else offers.push({ candidate: { ...candidate, limits: [...candidate.limits, ...found] }, of });
  }
  return { ...bought, offers, passedOver: [...bought.passedOver, ...capped] };
}
