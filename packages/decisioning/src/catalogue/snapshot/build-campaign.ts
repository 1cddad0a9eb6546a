import type { Advertiser, Campaign } from '../catalogue.js';
import { show } from '../faults.js';
import type { Content, Written } from '../written/written.js';
import { buildCaps } from './build-caps.js';
import { convert, type BuildSite } from './site.js';

export function buildAdvertiser({ record, origin }: Written<'advertisers'>, { refuse }: BuildSite): Advertiser {
  return {
    id: record.id,
    name: record.name ?? record.id,
    domain: record.domain.toLowerCase(),
    categories: record.categories ?? [],
    caps: buildCaps(record.caps, origin, refuse),
  };
}

/** The campaigns that were written, and one for each advertiser whose line items name none: it has the advertiser's id. */
export function buildCampaigns({ lists }: Content, site: BuildSite): ReadonlyMap<string, Campaign> {
  const campaigns = new Map<string, Campaign>();
  for (const [id, { record, origin }] of lists.campaigns) {
    if (!lists.advertisers.has(record.advertiserId))
      site.refuse(origin, 'advertiserId', `is ${show(record.advertiserId)}, expected an advertiser that is there`);
    campaigns.set(id, {
      id,
      advertiserId: record.advertiserId,
      name: record.name ?? id,
      caps: buildCaps(record.caps, origin, site.refuse),
      budget: record.budget == null ? null : convert(record.budget, record.currency, origin, site),
    });
  }
  for (const { record } of lists.lineItems.values()) {
    const id = record.advertiserId;
    if (record.campaignId !== undefined || id === undefined || campaigns.has(id)) continue;
    const name = lists.advertisers.get(id)?.record.name ?? id;
    campaigns.set(id, { id, advertiserId: id, name, caps: [], budget: null });
  }
  return campaigns;
}
