import type { BreakKind } from '@cutaway/model';
import type { Catalogue, LineItem } from '../catalogue/line-item.js';
import { chooseItems } from './choose-items.js';

/** What a pod has to fit. */
export interface PodRequest {
  readonly kind: BreakKind;
  /** null: open-ended. */
  readonly durationMs: number | null;
}

/** How much of an open-ended break is filled: its end is not known, and what is cut earns nothing. */
export const OPEN_BREAK_MS = 60_000;

/**
 * The one door of the pod builder: which line items show, in order. Never longer than the break, no creative twice,
 * and an advertiser twice only in time that nobody else can fill. Same request and catalogue, same pod.
 */
export function buildPod(request: PodRequest, catalogue: Catalogue): readonly LineItem[] {
  const roomMs = request.durationMs ?? OPEN_BREAK_MS;
  const candidates = catalogue.items.filter((item) => item.kind === request.kind);
  if (request.kind === 'overlay') return chooseItems(candidates, roomMs, creativeOf, 1);
  const apart = chooseItems(candidates, roomMs, (item) => [...creativeOf(item), `advertiser ${item.adomain}`]);
  const usedMs = apart.reduce((sum, item) => sum + item.durationMs, 0);
  const shown = new Set(apart.flatMap(creativeOf));
  const others = candidates.filter((item) => !creativeOf(item).some((name) => shown.has(name)));
  return [...apart, ...chooseItems(others, roomMs - usedMs, creativeOf)];
}

const creativeOf = (item: LineItem): readonly string[] => [`creative ${item.universalAdId ?? item.id}`];
