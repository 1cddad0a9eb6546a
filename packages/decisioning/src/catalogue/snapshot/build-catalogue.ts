import type { Catalogue } from '../catalogue.js';
import { collectFaults, type CatalogueFault } from '../faults.js';
import type { PreflightProfile } from '../preflight.js';
import { inOrder } from '../written/in-order.js';
import type { Content } from '../written/written.js';
import { buildCaps } from './build-caps.js';
import { buildAdvertiser, buildCampaigns } from './build-campaign.js';
import { buildCreative } from './build-creative.js';
import { buildBidder, buildDeal } from './build-demand.js';
import { basisOf, buildLineItem } from './build-line-item.js';
import { buildPublishers } from './build-publisher.js';
import { createPieces } from './pieces.js';
import type { BuildSite } from './site.js';
import { canonicalJson, freezeAll, versionOf, versionOfList } from './version-of.js';

export interface BuildOptions {
  /** Completes relative media URLs; null: they stay as they are. */
  readonly mediaBase: string | null;
  /** What creatives must be like to be ready; null: as they say. */
  readonly profile: PreflightProfile | null;
}

export type Built =
  | { readonly type: 'built'; readonly catalogue: Catalogue }
  | { readonly type: 'faulty'; readonly faults: readonly CatalogueFault[] };

/**
 * Makes snapshots of what was written: defaults filled in, money converted, references checked. The same content gives an equal
 * snapshot; pieces of records that did not change since the last are used again, which is only a matter of time.
 */
export function createCatalogueBuilder({ mediaBase, profile }: BuildOptions): (content: Content) => Built {
  const piecesOf = createPieces();
  return (content) => {
    const { faults, refuse } = collectFaults();
    const { currency, rates, lists } = content;
    const pieces = piecesOf(() => faults.length);
    const site: BuildSite = { currency, rates, mediaBase, refuse, money: canonicalJson({ currency, rates }) };
    const advertisers = pieces.list('advertisers', [lists.advertisers], () =>
      mapList(lists.advertisers, (written) =>
        pieces.record('advertisers', written.record, '', () => buildAdvertiser(written, site)),
      ),
    );
    const named = [lists.campaigns, lists.advertisers, lists.lineItems, site.money];
    const campaigns = pieces.list('campaigns', named, () => inOrder(buildCampaigns(content, pieces, site)));
    const creatives = pieces.list('creatives', [lists.creatives], () =>
      mapList(lists.creatives, (written) =>
        pieces.record('creatives', written.record, '', () => buildCreative(written, profile, site)),
      ),
    );
    const lineItemSite = { ...site, content, campaigns, creatives };
    const lineItems = pieces.list('lineItems', [...named, campaigns, creatives], () =>
      [...lists.lineItems.values()].map((written) =>
        pieces.record('lineItems', written.record, basisOf(written, lineItemSite), () =>
          buildLineItem(written, lineItemSite),
        ),
      ),
    );
    const pausedDomains = pausedDomainsOf(content);
    const categoryCaps = Object.fromEntries(
      [...content.categoryCaps].map(([category, { origin, caps }]) => [
        category,
        buildCaps(caps, origin, refuse, category),
      ]),
    );
    const parts = {
      ...{ currency, rates, categoryCaps, advertisers, campaigns, creatives, lineItems },
      deals: mapList(lists.deals, (written) => buildDeal(written, lists, site)),
      bidders: [...mapList(lists.bidders, buildBidder).values()],
      publishers: inOrder(buildPublishers(lists.publishers, { ...site, creatives, pausedDomains })),
    };
    if (faults.length > 0) return { type: 'faulty', faults };
    return { type: 'built', catalogue: freezeAll({ version: versionOfParts(parts), ...parts }) };
  };
}

/** A hash of the hashes of all its records, in the order of their ids. */
function versionOfParts({ currency, rates, categoryCaps = {}, ...lists }: Omit<Catalogue, 'version'>): string {
  const names = Object.keys(lists).sort() as (keyof typeof lists)[];
  return versionOf([currency, rates, categoryCaps, ...names.map((name) => [name, versionOfList(lists[name])])]);
}

const pausedDomainsOf = ({ lists }: Content): readonly string[] =>
  [...lists.advertisers.values()]
    .flatMap(({ record }) => (record.status === 'paused' ? [record.domain.toLowerCase()] : []))
    .sort();

/** Lists are in order, and what is made of them stays so. */
const mapList = <T, U>(list: ReadonlyMap<string, T>, build: (value: T) => U): ReadonlyMap<string, U> => {
  const made = new Map<string, U>();
  for (const [id, value] of list) made.set(id, build(value));
  return made;
};
