import { creativeTagOf } from '../beacons/creative-tag.js';
import { shortName } from '../beacons/pod-token.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { BillableImpression } from '../reports/event-fold.js';
import type { PlacedItem } from './open-beacons.js';

/** Line items that were taken out while their ads may still be seen: what is seen of them counts all the same. */
export interface GoneItems {
  publish(before: { readonly catalogue: Catalogue; readonly compiled: CompiledCaps }, next: Catalogue): void;
  /** null: it was never there. */
  placed(impression: Pick<BillableImpression, 'lineItemId' | 'creativeTag'>): PlacedItem | null;
}

const MOST_GONE = 10_000;

interface Gone {
  readonly lineItemId: string;
  /** Of the line item alone. */
  readonly caps: readonly CompiledCap[];
  readonly capsOf: ReadonlyMap<number, readonly CompiledCap[]>;
}

export function createGoneItems(): GoneItems {
  const gone = new RecentMap<Gone>(MOST_GONE);
  return {
    publish({ catalogue, compiled }, next) {
      const stays = new Set(next.lineItems.map(({ id }) => id));
      for (const { id, creatives } of catalogue.lineItems) {
        if (stays.has(id)) continue;
        const capsOf = new Map(creatives.map((one) => [creativeTagOf(one.id), compiled.of(id, one.id)]));
        gone.set(shortName(id), { lineItemId: id, caps: compiled.of(id, ''), capsOf });
      }
    },
    placed({ lineItemId, creativeTag }) {
      const item = gone.get(lineItemId);
      if (item === undefined) return null;
      const caps = (creativeTag === null ? undefined : item.capsOf.get(creativeTag)) ?? item.caps;
      return { lineItemId: item.lineItemId, caps };
    },
  };
}
