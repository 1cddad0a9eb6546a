import type { DeciderRooms } from '../decide/decider-rooms.js';
import { showsAt } from '../eligibility/facts.js';
import type { CatalogueView } from './view-of.js';

/** The line items of a catalogue that do not match an ask, each with the reason. */
export function passedOverIn(
  { catalogue, index }: CatalogueView,
  ...[ask, kind]: Parameters<DeciderRooms['passedOver']>
): ReturnType<DeciderRooms['passedOver']> {
  return catalogue.lineItems.flatMap(({ id }) => {
    const why = index.why(id, ask, { kind, atMs: showsAt(ask) });
    return why === null ? [] : [{ candidateId: id, verdict: why.reason, detail: why.detail }];
  });
}
