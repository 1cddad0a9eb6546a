import type { CompiledCaps } from '../caps/caps-for.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { catalogueNames } from '../reports/catalogue-names.js';
import type { BillableImpression } from '../reports/event-fold.js';
import type { PlacedItem } from './open-beacons.js';

/** The line item and the film of an impression, as a catalogue knows them. null: a contingency ad, or the line item is gone. */
export function placedIn(
  { catalogue, compiled }: { readonly catalogue: Catalogue; readonly compiled: CompiledCaps },
  { lineItemId, creativeTag }: Pick<BillableImpression, 'lineItemId' | 'creativeTag'>,
): PlacedItem | null {
  const names = catalogueNames(catalogue);
  const item = names.lineItemOf(lineItemId);
  if (item === null) return null;
  const creativeId = creativeTag === null ? null : names.creativeOf(lineItemId, creativeTag);
  return { lineItemId: item.id, caps: compiled.of(item.id, creativeId ?? '') };
}
