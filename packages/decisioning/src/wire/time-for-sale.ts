import type { Publisher, PublisherSlot } from '../catalogue/catalogue.js';
import type { SlotInPod } from '../demand/openrtb/bid-request.js';
import type { OpenTime, PodSlot } from '../demand/pod-question.js';
import type { PodRules } from '../pod/pod-candidate.js';

/** What pre-sold ads leave over of a pod. */
export interface TimeLeft {
  /** `roomMs` and `maxAds` are what is left. */
  readonly rules: Pick<PodRules, 'roomMs' | 'maxAds' | 'minAdMs' | 'maxAdMs' | 'requiredAdMs'>;
  readonly isFirstFree: boolean;
  readonly isLastFree: boolean;
}

/** A bidder is told whole seconds. */
const LEAST_MS = 1000;

/**
 * What of a pod is offered to bidders (OpenRTB 2.6 §7.6): the publisher's slots, in their order, for as long as there is time for
 * them, and what is left then as open time. A place that a pre-sold ad has, or that a slot has, is not offered once more.
 */
export function timeForSale(
  { slots = [], openTime = 'any' }: Pick<Publisher, 'slots' | 'openTime'>,
  { rules, isFirstFree, isLastFree }: TimeLeft,
): { readonly slots: readonly PodSlot[]; readonly open: OpenTime | null } {
  let leftMs = rules.roomMs;
  let leftAds = rules.maxAds;
  const free = { first: isFirstFree, last: isLastFree };
  const offered: PodSlot[] = [];
  for (const slot of slots) {
    const place = placeIn(slot.position, free);
    const minMs = Math.max(slot.minMs ?? 0, rules.minAdMs);
    const maxMs = Math.min(slot.maxMs, rules.maxAdMs, leftMs);
    if (place === null || leftAds < 1 || !hasLength(rules.requiredAdMs, Math.max(minMs, LEAST_MS), maxMs)) continue;
    offered.push({ id: slot.id, position: place, minMs, maxMs, ...floorOf(slot) });
    leftMs -= maxMs;
    leftAds -= 1;
    if (place === 1 || place === 2) free.first = false; // of the two it becomes the first, where it is worth more
    if (place === -1) free.last = false;
  }
  const { minAdMs, maxAdMs, requiredAdMs } = rules;
  const shortestMs = Math.max(1, minAdMs, requiredAdMs === null ? 0 : Math.min(...requiredAdMs));
  const maxAds = Math.min(leftAds, Math.floor(leftMs / shortestMs));
  const isWanted = hasLength(requiredAdMs, Math.max(minAdMs, LEAST_MS), Math.min(maxAdMs, leftMs));
  if (openTime === 'none' || maxAds < 1 || !isWanted) return { slots: offered, open: null };
  return { slots: offered, open: { ms: leftMs, maxAds, position: placeIn(openTime, free) ?? 0 } };
}

/** null: that place is not free. */
function placeIn(wanted: PublisherSlot['position'], free: { first: boolean; last: boolean }): SlotInPod | null {
  if (wanted === 'any') return 0;
  const first = wanted !== 'last' && free.first;
  const last = wanted !== 'first' && free.last;
  if (first && last) return 2;
  return first ? 1 : last ? -1 : null;
}

function hasLength(required: readonly number[] | null, minMs: number, maxMs: number): boolean {
  return required === null ? minMs <= maxMs : required.some((ms) => ms >= minMs && ms <= maxMs);
}

const floorOf = ({ floorCpm }: PublisherSlot): Pick<PodSlot, 'floorCpm'> =>
  floorCpm === undefined ? {} : { floorCpm };
