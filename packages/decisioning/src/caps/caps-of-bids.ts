import { RecentMap } from '../beacons/recent-map.js';
import type { Advertiser, Catalogue } from '../catalogue/catalogue.js';
import { categoryName, domainName, domainsAbove } from '../eligibility/market-names.js';
import type { CompiledCap } from './compiled-cap.js';

/** Whose a bid is, as it says itself. */
export interface BidOf {
  /** Domains. */
  readonly advertisers: readonly string[];
  readonly categories: readonly string[];
}

/** What bids are capped by: the caps of advertisers, whom they name by domain, and of categories. */
export interface BidCaps {
  /** The same list for bids under the same caps. */
  ofBid(bid: BidOf): readonly CompiledCap[];
  /** Of what is counted under these keys (`keysOf`), for an impression of a bid. */
  ofKeys(keys: readonly string[]): readonly CompiledCap[];
}

const NONE: readonly CompiledCap[] = [];
/** Lists of different bids that are kept: few advertisers have caps. */
const LISTS_KEPT = 10_000;

/** @param capsByKey the compiled caps of what is counted under each key */
export function capsOfBids(
  { advertisers, categoryCaps = {} }: Pick<Catalogue, 'advertisers' | 'categoryCaps'>,
  capsByKey: ReadonlyMap<string, readonly CompiledCap[]>,
): BidCaps {
  const byDomain = keysByDomain(advertisers.values());
  const byCategory = new Map(Object.keys(categoryCaps).map((id) => [categoryName(id), `category:${id}`]));
  const hasCaps = byDomain.size + byCategory.size > 0;
  const lists = new RecentMap<readonly CompiledCap[]>(LISTS_KEPT);

  const ofKeys = (keys: readonly string[]): readonly CompiledCap[] => {
    if (keys.length === 0) return NONE;
    const unique = [...new Set(keys)].sort();
    const name = unique.join('\n');
    const known = lists.get(name) ?? unique.flatMap((key) => capsByKey.get(key) ?? NONE);
    lists.set(name, known);
    return known;
  };
  return {
    ofKeys,
    ofBid({ advertisers: domains, categories }) {
      if (!hasCaps) return NONE;
      return ofKeys([
        ...domains.flatMap((domain) => domainsAbove(domainName(domain)).flatMap((one) => byDomain.get(one) ?? [])),
        ...categories.flatMap((category) => byCategory.get(categoryName(category)) ?? []),
      ]);
    },
  };
}

/** Several advertisers may have one domain: their caps hold together. */
function keysByDomain(advertisers: Iterable<Advertiser>): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { id, domain, caps } of advertisers) {
    if (caps.length === 0) continue;
    const name = domainName(domain);
    keys.set(name, [...(keys.get(name) ?? []), `advertiser:${id}`]);
  }
  return keys;
}
