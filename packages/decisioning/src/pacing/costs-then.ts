import { RecentMap } from '../beacons/recent-map.js';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import { spendingOf, type Cost } from './costs-for.js';

/** What ads cost that were decided under catalogues of before. */
export interface CostsThen {
  /** Empty: nothing is owed and nothing is limited, or nobody knows the line item. */
  costsOf(sold: { readonly lineItemId: string; readonly priceCpm: number }): readonly Cost[];
  publish(catalogue: Catalogue): void;
}

/** Line items that are gone and whose ads may still be seen. */
const MOST_GONE = 10_000;

/** At the price of the decision: what was taken then is what is shown, billed or given back, also where the line item is gone since. */
export function createCostsThen(first: Catalogue): CostsThen {
  let catalogue = first;
  let items = byId(first);
  const gone = new RecentMap<LineItem>(MOST_GONE);
  return {
    costsOf({ lineItemId, priceCpm }) {
      const item = items.get(lineItemId) ?? gone.get(lineItemId);
      return item === undefined ? [] : spendingOf(item, catalogue, priceCpm);
    },
    publish(next) {
      const before = items;
      catalogue = next;
      items = byId(next);
      for (const [id, item] of before) if (!items.has(id)) gone.set(id, item);
    },
  };
}

const byId = ({ lineItems }: Catalogue): ReadonlyMap<string, LineItem> =>
  new Map(lineItems.map((item) => [item.id, item]));
