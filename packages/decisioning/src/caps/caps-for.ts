import { createHash } from 'node:crypto';
import type { CapRule, Catalogue, Creative, LineItem } from '../catalogue/catalogue.js';
import { categoryName } from '../eligibility/market-names.js';
import { shapeOf } from './cap-window.js';
import { capsOfBids, type BidCaps } from './caps-of-bids.js';
import type { CapScope, CompiledCap } from './compiled-cap.js';

/** The caps of one catalogue. */
export interface CompiledCaps extends BidCaps {
  /**
   * All that one creative of a line item is capped by: its own, its line item's, campaign's, advertiser's and categories' caps.
   * '' as the creative: what the line item is capped by whatever it shows, for an impression of a film that was taken out since.
   */
  of(lineItemId: string, creativeId: string): readonly CompiledCap[];
}

interface Named {
  readonly scope: CapScope;
  readonly id: string;
  readonly rule: CapRule;
}

const NONE: readonly CompiledCap[] = [];
const HASH_BITS = 27;
/** No pod has more ads, bumpers counted: how many bids of an advertiser come is not known ahead. */
const MOST_IN_POD = 14;

/**
 * Compiled once for each catalogue. Ids are a hash; of two that clash, the later by name takes the next free hash, so that all nodes
 * with the same catalogue agree.
 */
export function capsFor(catalogue: Catalogue): CompiledCaps {
  const ofCategory = new Map(
    Object.entries(catalogue.categoryCaps ?? {}).map(([id, caps]) => [categoryName(id), rulesOf('category', id, caps)]),
  );
  const uses = catalogue.lineItems.flatMap((item) =>
    ['', ...item.creatives.map(({ id }) => id)].map((creativeId) => ({
      ...{ itemId: item.id, creativeId },
      named: namedCaps(catalogue, item, creativeId, ofCategory),
    })),
  );
  const ofMarket = marketCaps(catalogue);
  const all = [...uses.flatMap(({ named }) => named), ...ofMarket];
  const byName = new Map(all.map((one) => [nameOf(one), one] as const));
  const isOpen = catalogue.bidders.some(({ enabled }) => enabled);
  const reach = reachOf(uses);
  const taken = new Set<number>();
  const compiled = new Map<string, CompiledCap>();
  for (const [name, { scope, id, rule }] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { per, limit, windowMs } = rule;
    const { units } = shapeOf(windowMs);
    const capId = freeId(name, windowMs, taken);
    const key = `${scope}:${id}`;
    const most = isOpen && (scope === 'advertiser' || scope === 'category') ? MOST_IN_POD : (reach.get(key)?.size ?? 0);
    compiled.set(name, { capId, scope, key, per, limit, reach: most, windowMs, units });
  }
  // It is asked for each candidate of each decision: a text that names both would be made each time.
  const byItem = new Map<string, Map<string, readonly CompiledCap[]>>();
  for (const { itemId, creativeId, named } of uses) {
    const ofItem = byItem.get(itemId) ?? new Map<string, readonly CompiledCap[]>();
    const caps = named.flatMap((one) => compiled.get(nameOf(one)) ?? []);
    byItem.set(itemId, ofItem.set(creativeId, caps));
  }
  const byKey = new Map<string, readonly CompiledCap[]>();
  for (const one of ofMarket) {
    const cap = compiled.get(nameOf(one));
    if (cap !== undefined && byKey.get(cap.key)?.includes(cap) !== true)
      byKey.set(cap.key, [...(byKey.get(cap.key) ?? NONE), cap]);
  }
  const { ofBid, ofKeys } = capsOfBids(catalogue, byKey);
  return { of: (lineItemId, creativeId) => byItem.get(lineItemId)?.get(creativeId) ?? NONE, ofBid, ofKeys };
}

/** What bids may be capped by, whether or not a line item is. */
const marketCaps = ({ advertisers, categoryCaps = {} }: Catalogue): readonly Named[] => [
  ...[...advertisers].flatMap(([id, { caps }]) => rulesOf('advertiser', id, caps)),
  ...Object.entries(categoryCaps).flatMap(([id, caps]) => rulesOf('category', id, caps)),
];

const rulesOf = (scope: CapScope, id: string, rules: readonly CapRule[] = []): readonly Named[] =>
  rules.map((rule) => ({ scope, id, rule }));

/** The line items behind each key, whichever of their creatives is shown. */
function reachOf(
  uses: readonly { readonly itemId: string; readonly named: readonly Named[] }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const reach = new Map<string, Set<string>>();
  for (const { itemId, named } of uses)
    for (const { scope, id } of named) {
      const key = `${scope}:${id}`;
      reach.set(key, (reach.get(key) ?? new Set()).add(itemId));
    }
  return reach;
}

const keys = new WeakMap<readonly CompiledCap[], readonly string[]>();

/** What an ad counts for under its caps. One list for each list of caps: every stream remembers it of every ad. */
export function keysOf(caps: readonly CompiledCap[]): readonly string[] {
  const known = keys.get(caps) ?? caps.map(({ key }) => key);
  keys.set(caps, known);
  return known;
}

function nameOf({ scope, id, rule }: Named): string {
  return `${scope}:${id}\n${rule.per}\n${rule.windowMs ?? 'ever'}\n${rule.limit}`;
}

function namedCaps(
  catalogue: Catalogue,
  item: LineItem,
  creativeId: string,
  ofCategory: ReadonlyMap<string, readonly Named[]>,
): readonly Named[] {
  const creative = catalogue.creatives.get(creativeId);
  const advertiser = catalogue.advertisers.get(item.advertiserId);
  const campaign = catalogue.campaigns.get(item.campaignId);
  return [
    ...rulesOf('creative', creativeId, creative?.caps),
    ...rulesOf('line-item', item.id, item.caps),
    ...rulesOf('campaign', item.campaignId, campaign?.caps),
    ...rulesOf('advertiser', item.advertiserId, advertiser?.caps),
    ...categoriesOf(advertiser?.categories, creative).flatMap((category) => ofCategory.get(category) ?? []),
  ];
}

function categoriesOf(sold: readonly string[] = [], creative: Creative | undefined): readonly string[] {
  return [...new Set([...sold, ...(creative?.categories ?? [])].map(categoryName))];
}

/** The limit is no part of what is hashed first, so that a limit that is raised keeps the count. */
function freeId(name: string, windowMs: number | null, taken: Set<number>): number {
  const counted = name.slice(0, name.lastIndexOf('\n'));
  const { unitClass } = shapeOf(windowMs);
  for (let attempt = 0; ; attempt++) {
    const hash = createHash('sha256').update(`${attempt}\n${counted}`).digest().readUInt32BE(0) >>> (32 - HASH_BITS);
    const capId = (unitClass * 2 ** HASH_BITS + hash) >>> 0;
    if (taken.has(capId)) continue;
    taken.add(capId);
    return capId;
  }
}
