import type { Bidder, Deal } from '../catalogue.js';
import { show } from '../faults.js';
import type { Written, WrittenLists } from '../written/written.js';
import { readExpression } from './read-expression.js';
import { convert, type BuildSite } from './site.js';

/** A bidder answers within that where it says nothing else: half of a live break's decision. */
const DEFAULT_TMAX_MS = 250;

export const buildBidder = ({ record }: Written<'bidders'>): Bidder => ({
  id: record.id,
  url: record.url,
  pods: record.pods ?? 'none',
  tmaxMs: record.tmaxMs ?? DEFAULT_TMAX_MS,
  enabled: record.enabled ?? true,
  qps: record.qps ?? null,
});

/** A deal; its floor is in the catalogue's currency then. */
export function buildDeal({ record, origin }: Written<'deals'>, lists: WrittenLists, site: BuildSite): Deal {
  const bidderIds = record.bidderIds ?? [];
  bidderIds.forEach((id, place) => {
    if (!lists.bidders.has(id))
      site.refuse(origin, `bidderIds[${place}]`, `is ${show(id)}, expected a bidder that is there`);
  });
  return {
    id: record.id,
    floorCpm: convert(record.floorCpm ?? 0, record.currency, origin, site),
    currency: site.currency,
    auction: record.auction ?? 1,
    guaranteed: record.guaranteed ?? false,
    bidderIds,
    targeting: readExpression(record.targeting, origin, site.refuse),
  };
}
