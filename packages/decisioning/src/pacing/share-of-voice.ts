import type { LineItem } from '../catalogue/catalogue.js';

/** Ten thousandths. */
const WHOLE = 10_000;

/** Which sessions belong to which sponsor. */
export interface ShareOfVoice {
  /** True also for a line item that owns no share. */
  owns(lineItemId: string, asked: { readonly sessionId: string; readonly breakId: string }): boolean;
}

/**
 * Exact by construction: sessions stand in a circle by their hash, sponsors have arcs of it one after the other, and the circle is
 * turned by each break. So sponsors who share breaks never share a viewer of one, unless they own more than all of it together.
 */
export function shareOfVoice(lineItems: readonly LineItem[]): ShareOfVoice {
  const arcs = new Map<string, { readonly from: number; readonly length: number }>();
  let from = 0;
  for (const { id, goal } of lineItems) {
    if (goal.of !== 'share') continue;
    const length = Math.round(goal.share * WHOLE);
    arcs.set(id, { from: from % WHOLE, length });
    from += length;
  }
  /** Where the last one stands who was asked for: he is asked for once for each sponsor. */
  let last = { asked: { sessionId: '', breakId: '' }, place: 0 };
  const placeOf = (asked: typeof last.asked): number => {
    if (last.asked !== asked) {
      const place = (partOf(asked.sessionId) + partOf(asked.breakId)) % 1;
      last = { asked, place: Math.floor(place * WHOLE) };
    }
    return last.place;
  };
  return {
    owns(lineItemId, asked) {
      const arc = arcs.get(lineItemId);
      return arc === undefined || (placeOf(asked) - arc.from + WHOLE) % WHOLE < arc.length;
    },
  };
}

/** Where a text stands from 0 to 1, the same everywhere: FNV-1a with the finish of MurmurHash3. Not a secret, only even. */
export function partOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
