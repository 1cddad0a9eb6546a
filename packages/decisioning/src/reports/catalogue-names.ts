import { creativeTagOf } from '../beacons/creative-tag.js';
import { shortName } from '../beacons/pod-token.js';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { ReportNames } from './query-report.js';

/** What a token's short names stand for in a catalogue. */
export interface CatalogueNames extends ReportNames {
  /** null: it is none of the catalogue's, a bid or a contingency ad. */
  lineItemOf(lineItemId: string): LineItem | null;
}

const known = new WeakMap<Catalogue, CatalogueNames>();

/** Worked out once for each catalogue. */
export function catalogueNames(catalogue: Catalogue): CatalogueNames {
  const found = known.get(catalogue);
  if (found !== undefined) return found;
  const names = namesOf(catalogue);
  known.set(catalogue, names);
  return names;
}

function namesOf({ lineItems, creatives }: Catalogue): CatalogueNames {
  const items = new Map(lineItems.map((item) => [shortName(item.id), item]));
  const tagged = new Map<number, string>();
  for (const id of creatives.keys()) if (!tagged.has(creativeTagOf(id))) tagged.set(creativeTagOf(id), id);
  return {
    lineItemOf: (id) => items.get(id) ?? null,
    lineItemNameOf: (id) => items.get(id)?.id ?? null,
    campaignOf: (id) => items.get(id)?.campaignId ?? null,
    creativeOf(lineItemId, tag) {
      const item = items.get(lineItemId);
      if (item === undefined) return tagged.get(tag) ?? null;
      return item.creatives.find(({ id }) => creativeTagOf(id) === tag)?.id ?? null;
    },
  };
}
