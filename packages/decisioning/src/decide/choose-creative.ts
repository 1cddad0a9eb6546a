import type { BreakKind } from '@cutaway/model';
import type { Creative, LineItem } from '../catalogue/catalogue.js';
import type { PodRules } from '../pod/pod-candidate.js';

/** A creative, or why there is none. */
export type CreativeChoice =
  { readonly creative: Creative } | { readonly reason: 'not-ready' | 'no-creative' | 'length-not-wanted' };

/**
 * One creative of a line item that is ready and fits, by weight: the seed says which, so the same question gets the same film.
 */
export function chooseCreative(
  item: Pick<LineItem, 'id' | 'creatives'>,
  creatives: ReadonlyMap<string, Creative>,
  kind: BreakKind,
  rules: Pick<PodRules, 'roomMs' | 'minAdMs' | 'maxAdMs' | 'requiredAdMs'>,
  seed: number,
): CreativeChoice {
  const named = item.creatives.flatMap(({ id, weight }) => {
    const creative = creatives.get(id);
    return creative?.kind === kind && weight > 0 ? [{ creative, weight }] : [];
  });
  if (named.length === 0) return { reason: 'no-creative' };
  const ready = named.filter(({ creative }) => creative.readiness === 'ready');
  if (ready.length === 0) return { reason: 'not-ready' };
  const fitting = kind === 'overlay' ? ready : ready.filter(({ creative }) => fits(creative.durationMs, rules));
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0);
  let draw = shareOf(`${seed}/${item.id}`) * total;
  for (const { creative, weight } of fitting) {
    draw -= weight;
    if (draw < 0) return { creative };
  }
  return { reason: 'length-not-wanted' };
}

function fits(
  durationMs: number,
  { roomMs, minAdMs, maxAdMs, requiredAdMs }: Parameters<typeof chooseCreative>[3],
): boolean {
  const isWanted = requiredAdMs === null || requiredAdMs.includes(durationMs);
  return isWanted && durationMs <= roomMs && durationMs >= minAdMs && durationMs <= maxAdMs;
}

/** FNV-1a, 32 bit, as a number from 0 to under 1. */
export function shareOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  // The low bits of short texts are poor: mix once more.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 2 ** 32;
}
