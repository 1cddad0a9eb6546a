import type { Catalogue } from '../catalogue.js';
import { collectFaults, type CatalogueFault } from '../faults.js';
import type { PreflightProfile } from '../preflight.js';
import type { Content } from '../written/written.js';
import { buildAdvertiser, buildCampaigns } from './build-campaign.js';
import { buildCreative } from './build-creative.js';
import { buildBidder, buildDeal } from './build-demand.js';
import { buildLineItem } from './build-line-item.js';
import { buildPublishers } from './build-publisher.js';
import type { BuildSite } from './site.js';
import { freezeAll, versionOf } from './version-of.js';

export interface BuildOptions {
  /** Completes relative media URLs; null: they stay as they are. */
  readonly mediaBase: string | null;
  /** What creatives must be like to be ready; null: as they say. */
  readonly profile: PreflightProfile | null;
}

export type Built =
  | { readonly type: 'built'; readonly catalogue: Catalogue }
  | { readonly type: 'faulty'; readonly faults: readonly CatalogueFault[] };

/** Builds the snapshot of what was written: defaults filled in, money converted, references checked. Pure; tells every fault. */
export function buildCatalogue(content: Content, { mediaBase, profile }: BuildOptions): Built {
  const { faults, refuse } = collectFaults();
  const { currency, rates, lists } = content;
  const site: BuildSite = { currency, rates, mediaBase, refuse };
  const advertisers = mapSorted(lists.advertisers, (written) => buildAdvertiser(written, site));
  const campaigns = sorted(buildCampaigns(content, site));
  const creatives = mapSorted(lists.creatives, (written) => buildCreative(written, profile, site));
  const lineItemSite = { ...site, content, campaigns, creatives };
  const pausedDomains = [...lists.advertisers.values()].flatMap(({ record }) =>
    record.status === 'paused' ? [record.domain.toLowerCase()] : [],
  );
  const parts = {
    currency,
    rates,
    advertisers,
    campaigns,
    creatives,
    lineItems: [...mapSorted(lists.lineItems, (written) => buildLineItem(written, lineItemSite)).values()],
    deals: mapSorted(lists.deals, (written) => buildDeal(written, lists, site)),
    bidders: [...mapSorted(lists.bidders, buildBidder).values()],
    publishers: sorted(buildPublishers(lists.publishers, { ...site, creatives, pausedDomains: pausedDomains.sort() })),
  };
  if (faults.length > 0) return { type: 'faulty', faults };
  return { type: 'built', catalogue: freezeAll({ version: versionOf(parts), ...parts }) };
}

/** By id, so that the same content is the same snapshot whatever file it came from. */
const sorted = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

const mapSorted = <T, U>(map: ReadonlyMap<string, T>, build: (value: T) => U): ReadonlyMap<string, U> =>
  new Map([...sorted(map)].map(([id, value]) => [id, build(value)]));
