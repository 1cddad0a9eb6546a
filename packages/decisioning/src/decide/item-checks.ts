import type { Caps } from '../caps/create-caps.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import { blockedBy, podLimits, type ShownBreak } from '../caps/counts.js';
import type { Creative, LineItem } from '../catalogue/catalogue.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Ask } from '../eligibility/facts.js';
import type { LineItemVerdict } from '../pacing/create-pacing.js';
import type { ItemChecks } from './offer-items.js';

/** What holds line items back. */
export interface Brakes {
  readonly caps: Caps;
  readonly compiled: CompiledCaps;
  /** Budgets, pacing and shares. */
  verdict(lineItemId: string): LineItemVerdict;
}

/** One read of the viewer's counts; the rest is in memory. `shown`: what the stream has shown, for caps of breaks and streams. */
export async function checkItems(
  ask: Ask,
  shown: readonly ShownBreak[],
  { caps, compiled, verdict }: Brakes,
): Promise<ItemChecks> {
  const { atMs, breakId } = ask;
  const sight = await caps.look(ask.identity, { shown, breakId, nowMs: atMs });
  /** Of the last one that was asked for: what caps say of it is asked twice. */
  let lastItem: LineItem | null = null;
  let lastCreative: Creative | null = null;
  let lastCaps: readonly CompiledCap[] = [];
  const capsOf = (item: LineItem, creative: Creative): readonly CompiledCap[] => {
    if (lastItem !== item || lastCreative !== creative) {
      lastCaps = compiled.of(item.id, creative.id);
      lastItem = item;
      lastCreative = creative;
    }
    return lastCaps;
  };
  const reached = (of: readonly CompiledCap[]): ReturnType<ItemChecks['capped']> => {
    const block = blockedBy(sight, of, atMs);
    if (block === null) return null;
    const { per, key, limit } = block.cap;
    return { scope: per, detail: `${key}: ${block.count} of ${limit}` };
  };
  return {
    capped: (item, creative) => reached(capsOf(item, creative)),
    paced(item) {
      const paced = verdict(item.id);
      return paced.isHeld ? { held: paced.reason, detail: paced.detail } : paced;
    },
    limits: (item, creative) => podLimits(sight, capsOf(item, creative), atMs),
    bid(candidate) {
      const ofBid = compiled.ofBid(candidate);
      return reached(ofBid) ?? podLimits(sight, ofBid, atMs);
    },
  };
}
