import type { LineItem } from '../../catalogue/catalogue.js';
import { addBit, createBitset, type Bitset } from './bitset.js';

type Flight = Pick<LineItem, 'startsAt' | 'endsAt'>;

/** From `startsAt` on, until just before `endsAt`. */
export const isInFlight = ({ startsAt, endsAt }: Flight, atMs: number): boolean =>
  (startsAt === null || startsAt <= atMs) && (endsAt === null || atMs < endsAt);

/**
 * Which rows are in flight at a time. The answer holds until the next flight starts or ends, so it is kept until a time outside of
 * that is asked for: it is a matter of cost only, the same time always gets the same answer.
 */
export function createFlightMask(flights: readonly Flight[]): (atMs: number) => Bitset {
  const bounds = [...new Set(flights.flatMap(({ startsAt, endsAt }) => [startsAt ?? -Infinity, endsAt ?? -Infinity]))];
  bounds.sort((one, other) => one - other);
  const mask = createBitset(flights.length);
  let heldFrom = Infinity;
  let heldUntil = -Infinity;
  return (atMs) => {
    if (atMs >= heldFrom && atMs < heldUntil) return mask;
    mask.fill(0);
    flights.forEach((flight, row) => {
      if (isInFlight(flight, atMs)) addBit(mask, row);
    });
    heldFrom = bounds.filter((bound) => bound <= atMs).at(-1) ?? -Infinity;
    heldUntil = bounds.find((bound) => bound > atMs) ?? Infinity;
    return mask;
  };
}
