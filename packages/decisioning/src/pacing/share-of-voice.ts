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
  return {
    owns: (lineItemId, { sessionId, breakId }) => {
      const arc = arcs.get(lineItemId);
      if (arc === undefined) return true;
      const place = (partOf(sessionId) + partOf(breakId)) % 1;
      return (Math.floor(place * WHOLE) - arc.from + WHOLE) % WHOLE < arc.length;
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
