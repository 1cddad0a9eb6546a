import type { Caps } from '../caps/create-caps.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import { blockedBy, podLimits, type ShownAd } from '../caps/counts.js';
import type { Ask } from '../eligibility/facts.js';
import type { Budgets } from '../pacing/create-budgets.js';
import type { Cost } from '../pacing/costs-for.js';
import type { LineItem, Creative } from '../catalogue/catalogue.js';
import type { ItemChecks } from './offer-items.js';

/** What holds line items back. */
export interface Brakes {
  readonly caps: Caps;
  readonly compiled: CompiledCaps;
  readonly budgets: Pick<Budgets, 'verdict'>;
  costsOf(lineItemId: string): readonly Cost[];
  pace(lineItemId: string, asked: Ask): Paced;
  readonly score?: (item: LineItem, creative: Creative, ask: Ask) => number;
}

type Paced =
  | { readonly isHeld: false; readonly multiplier: number; readonly shadowCpm: number }
  | { readonly isHeld: true; readonly reason: string; readonly detail: string };

/** One read of the viewer's counts; the rest is in memory. `shown`: what the stream has shown, for caps of breaks and streams. */
export async function checkItems(
  ask: Ask,
  shown: readonly ShownAd[],
  { caps, compiled, budgets, costsOf, pace, score }: Brakes,
): Promise<ItemChecks> {
  const { atMs, breakId } = ask;
  const sight = await caps.look(ask.identity, { shown, breakId, nowMs: atMs });
  return {
    capped(item, creative) {
      const block = blockedBy(sight, compiled.of(item.id, creative.id), atMs);
      if (block === null) return null;
      const { per, key, limit } = block.cap;
      return { scope: per, detail: `${key}: ${block.count} of ${limit}` };
    },
    paced(item) {
      const verdict = budgets.verdict(costsOf(item.id), atMs);
      if (verdict !== 'ok') return { held: verdict };
      const paced = pace(item.id, ask);
      return paced.isHeld ? { held: paced.reason, detail: paced.detail } : paced;
    },
    limits: (item, creative) => podLimits(sight, compiled.of(item.id, creative.id), atMs),
    ...(score && { score: (item, creative) => score(item, creative, ask) }),
  };
}
