import type { Deal } from '../../catalogue/catalogue.js';
import type { Offer } from '../request/offer-imps.js';
import { holds } from '../request/write-imp.js';
import type { PodQuestion } from '../pod-question.js';
import { toTerms, type Terms } from '../terms.js';

/**
 * What a bid must be worth, in the currency of the terms: of a deal its own floor; else that of the video for this length
 * (`durfloors`), else by the second (`mincpmpersec`), else the imp's (OpenRTB 2.6 §7.11). null where a deal's currency has no rate.
 */
export function floorOf(
  offer: Offer,
  question: PodQuestion,
  deal: Deal | null,
  durationMs: number,
  terms: Terms,
): number | null {
  if (deal !== null) return toTerms(terms, deal.floorCpm, deal.currency);
  if (offer.of === 'slot' && offer.slot.floorCpm !== undefined) return offer.slot.floorCpm;
  const { cpm, cpmPerSecond, byDuration } = question.floor;
  const seconds = durationMs / 1000;
  const whole = Math.max(1, Math.round(seconds)); // as `dur` has them: films are not
  const ofLength = byDuration.find((floor) => holds(floor, whole));
  return ofLength?.bidfloor ?? (cpmPerSecond === null ? cpm : cpmPerSecond * Math.min(seconds, whole));
}
