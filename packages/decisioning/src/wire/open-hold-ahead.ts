import type { DeciderRooms } from '../decide/decider-rooms.js';
import type { Meters } from '../ops/meters.js';
import { createHoldAhead, type HoldAhead, type HoldAheadRoom } from './hold-ahead.js';
import { heldUntil, takenUntil } from './promise-terms.js';
import type { PodPromises } from './promises-of.js';

interface HoldRooms extends Pick<HoldAheadRoom, 'nowMs'> {
  readonly untake: DeciderRooms['untake'];
  readonly promises: PodPromises;
  readonly meters: Meters;
  onFault(store: string, detail: string): void;
}

/** What is fetched ahead, with what it holds of this node's budgets and caps, and what is counted of it. */
export function openHoldAhead({ nowMs, untake, promises, meters, onFault }: HoldRooms): HoldAhead {
  return createHoldAhead({
    nowMs,
    giveBack: ({ of }, { atMs }, hint) => of.type === 'line-item' && untake(of.lineItem, atMs, hint),
    shown({ of }, { atMs }, hint) {
      const isHeldLonger = heldUntil(atMs, hint) > takenUntil(atMs);
      if (of.type === 'line-item' && isHeldLonger) untake(of.lineItem, atMs, hint);
    },
    release: (offer, ask) => promises.of(ask, {}).giveBack([offer]),
    extend: (offer, ask, expiresAtMs) => promises.extend(offer, ask, expiresAtMs),
    onCount(count) {
      if (count.of === 'wasted') meters.count('prefetch_wasted_total', { reason: count.reason }, count.ads);
      else meters.count(`prefetch_${count.of}_total`, {}, count.ads);
    },
    onFault: (detail) => onFault('reservations', detail),
  });
}
