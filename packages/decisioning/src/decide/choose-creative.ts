import type { Creative } from '../catalogue/catalogue.js';
import { hash32 } from '../eligibility/hash.js';
import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import type { PodRules } from '../pod/pod-candidate.js';
import { soldAs } from '../pod/sold-as.js';

/** A creative, or why there is none. */
export type CreativeChoice =
  { readonly creative: Creative } | { readonly reason: 'not-ready' | 'no-creative' | 'length-not-wanted' };

/**
 * One of the creatives that may be sold here and fits, by weight: the seed says which, so the same question gets the same film.
 */
export function chooseCreative(
  itemId: string,
  sellable: readonly SellableCreative[],
  rules: Pick<PodRules, 'roomMs' | 'minAdMs' | 'maxAdMs' | 'requiredAdMs'>,
  seed: number,
): CreativeChoice {
  const only = sellable.length === 1 ? sellable[0] : undefined;
  // The usual case: there is nothing to choose.
  if (only !== undefined && only.weight > 0) {
    const { creative } = only;
    const isFitting = creative.kind === 'overlay' || fits(creative.durationMs, rules);
    return isFitting ? only : { reason: 'length-not-wanted' };
  }
  const weighted = sellable.filter(({ weight }) => weight > 0);
  if (weighted.length === 0) return { reason: 'no-creative' };
  const fitting = weighted.filter(({ creative }) => creative.kind === 'overlay' || fits(creative.durationMs, rules));
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0);
  let draw = shareOf(`${seed}/${itemId}`) * total;
  for (const { creative, weight } of fitting) {
    draw -= weight;
    if (draw < 0) return { creative };
  }
  return { reason: 'length-not-wanted' };
}

function fits(durationMs: number, rules: Parameters<typeof chooseCreative>[2]): boolean {
  return durationMs <= rules.roomMs && soldAs(durationMs, rules) !== null;
}

/** A number from 0 to under 1 that follows from a text. */
export const shareOf = (text: string): number => hash32(text) / 2 ** 32;
