import type { Advertiser, Campaign } from '../catalogue.js';
import { show } from '../faults.js';
import type { Content, Written } from '../written/written.js';
import { buildCaps } from './build-caps.js';
import type { Pieces } from './pieces.js';
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
export function buildCampaigns({ lists }: Content, pieces: Pieces, site: BuildSite): ReadonlyMap<string, Campaign> {
  const campaigns = new Map<string, Campaign>();
  for (const [id, written] of lists.campaigns) {
    const { record, origin } = written;
    if (!lists.advertisers.has(record.advertiserId))
      site.refuse(origin, 'advertiserId', `is ${show(record.advertiserId)}, expected an advertiser that is there`);
    campaigns.set(
      id,
      pieces.record('campaigns', record, site.money, () => buildCampaign(written, site)),
    );
  }
  for (const { record } of lists.lineItems.values()) {
    const id = record.advertiserId;
    if (record.campaignId !== undefined || id === undefined || campaigns.has(id)) continue;
    const advertiser = lists.advertisers.get(id)?.record;
    const implied = () => ({ id, advertiserId: id, name: advertiser?.name ?? id, caps: [], budget: null });
    campaigns.set(
      id,
      advertiser === undefined ? implied() : pieces.record('implied campaigns', advertiser, '', implied),
    );
  }
  return campaigns;
}

const buildCampaign = ({ record, origin }: Written<'campaigns'>, site: BuildSite): Campaign => ({
  id: record.id,
  advertiserId: record.advertiserId,
  name: record.name ?? record.id,
  caps: buildCaps(record.caps, origin, site.refuse),
  budget: record.budget == null ? null : convert(record.budget, record.currency, origin, site),
});
