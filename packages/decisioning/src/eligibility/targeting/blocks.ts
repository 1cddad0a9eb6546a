import type { Advertiser, Catalogue, Creative, LineItem, Publisher } from '../../catalogue/catalogue.js';
import { foldCase } from '../fold-case.js';
import { domainName } from '../market-names.js';

export interface Block {
  readonly reason: 'blocked-domain' | 'blocked-category' | 'creative-not-ready' | 'creative-blocked';
  readonly detail: string;
}

/** A creative that a line item may show at a publisher, with its weight among the others. */
export interface SellableCreative {
  readonly creative: Creative;
  readonly weight: number;
}

/** Why a publisher shows nothing of a line item. null: it may be shown. */
export function blockOf(lineItem: LineItem, catalogue: Catalogue, publisher: Publisher): Block | null {
  const blocked = blockedAdvertiser(catalogue.advertisers.get(lineItem.advertiserId), publisher);
  if (blocked !== null) return blocked;
  const ready = readyCreatives(lineItem, catalogue);
  if (ready.length === 0) {
    const are = lineItem.creatives.map(({ id }) => `${id} is ${catalogue.creatives.get(id)?.readiness ?? 'not there'}`);
    return { reason: 'creative-not-ready', detail: `${are.join(', ') || 'there is none'}, expected one that is ready` };
  }
  if (ready.some(({ creative }) => blockedCategory(creative.categories, publisher) === null)) return null;
  return { reason: 'creative-blocked', detail: `${publisher.id} blocks a category of each creative that is ready` };
}

/** The creatives of a line item that are ready, of its kind, and in no category that the publisher blocks. */
export function sellableCreatives(lineItem: LineItem, catalogue: Catalogue, publisher: Publisher): SellableCreative[] {
  return readyCreatives(lineItem, catalogue).filter(
    ({ creative }) => blockedCategory(creative.categories, publisher) === null,
  );
}

function readyCreatives(lineItem: LineItem, catalogue: Catalogue): SellableCreative[] {
  return lineItem.creatives.flatMap(({ id, weight }) => {
    const creative = catalogue.creatives.get(id);
    return creative?.readiness === 'ready' && creative.kind === lineItem.kind ? [{ creative, weight }] : [];
  });
}

function blockedAdvertiser(advertiser: Advertiser | undefined, publisher: Publisher): Block | null {
  if (advertiser === undefined) return null;
  const domain = publisher.blockedDomains.find((blocked) => isWithin(advertiser.domain, blocked));
  if (domain !== undefined) return { reason: 'blocked-domain', detail: `${publisher.id} blocks ${domain}` };
  const category = blockedCategory(advertiser.categories, publisher);
  return category === null ? null : { reason: 'blocked-category', detail: `${publisher.id} blocks ${category}` };
}

function blockedCategory(categories: readonly string[], publisher: Publisher): string | null {
  return publisher.blockedCategories.find((blocked) => categories.some((one) => isUnder(one, blocked))) ?? null;
}

/** IAB Content Taxonomy 1: `IAB7` blocks `IAB7-39` too. Ids of later taxonomies say nothing of what is under them. */
function isUnder(category: string, blocked: string): boolean {
  const [inner, outer] = [foldCase(category), foldCase(blocked)];
  return inner === outer || inner.startsWith(`${outer}-`);
}

/** A blocked domain blocks the domains under it. */
function isWithin(domain: string, blocked: string): boolean {
  const [inner, outer] = [domainName(domain), domainName(blocked)];
  return inner === outer || inner.endsWith(`.${outer}`);
}
