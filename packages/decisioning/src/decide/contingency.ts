import type { DecisionRequest } from '@cutaway/model';
import type { Catalogue, LineItem, Publisher } from '../catalogue/catalogue.js';
import { TIERS, filmsOf } from './offer-items.js';
import type { Offer } from './offer.js';
import { podRules } from './pod-rules.js';

/** What beacons of a contingency pod count for. */
const CONTINGENCY = 'contingency';

/**
 * The publisher's contingency creatives, in their order, as far as they fit: no targeting, no caps, nothing to wait for. Empty where
 * there are none, and for an overlay.
 */
export function contingencyOffers(
  request: Pick<DecisionRequest, 'kind' | 'durationMs' | 'pod'>,
  publisher: Publisher,
  { creatives }: Pick<Catalogue, 'creatives'>,
): readonly Offer[] {
  if (request.kind === 'overlay') return [];
  const rules = podRules(request, publisher);
  const offers: Offer[] = [];
  let leftMs = rules.roomMs;
  for (const id of publisher.contingency) {
    const creative = creatives.get(id);
    if (creative?.kind !== 'linear' || creative.readiness !== 'ready') continue;
    if (offers.length >= rules.maxAds || creative.durationMs > leftMs || creative.durationMs > rules.maxAdMs) continue;
    leftMs -= creative.durationMs;
    offers.push({
      candidate: {
        ...{ id: `${CONTINGENCY}/${id}`, durationMs: creative.durationMs, value: 0, tier: TIERS.house },
        ...{ advertisers: [], categories: creative.categories, films: filmsOf(creative), position: 'any', limits: [] },
      },
      of: { type: 'line-item', creative, lineItem: houseItem(id) },
    });
  }
  return rules.roomMs - leftMs >= rules.minMs ? offers : [];
}

function houseItem(id: string): LineItem {
  return {
    ...{
      id: `${CONTINGENCY}/${id}`,
      campaignId: CONTINGENCY,
      advertiserId: CONTINGENCY,
      type: 'house',
      kind: 'linear',
    },
    ...{ priceCpm: 0, startsAt: null, endsAt: null, status: 'live', goal: { of: 'nothing' }, pacing: 'asap' },
    ...{ targeting: null, caps: [], creatives: [{ id, weight: 1 }], position: 'any' },
  };
}
