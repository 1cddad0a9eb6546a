import type { SoundBid } from './check-bid.js';

/** The least step between two prices, in CPM. */
const STEP = 0.01;

/** A sound bid with its length and what it must be worth. */
export interface PricedBid extends SoundBid {
  readonly bidderId: string;
  readonly durationMs: number;
  readonly soldMs: number;
  readonly floor: number;
}

/**
 * What a bid pays if it is shown, as CPM in the currency of the terms: what it bid; on a fixed-price deal the floor; on a deal of the
 * second-price kind one step more than the best bid of another seat, second for second since ads of a pod differ in length, never
 * less than the floor or more than the bid itself.
 */
export function clearPrice(own: PricedBid, all: readonly PricedBid[]): number {
  switch (own.deal?.auction) {
    case 3:
      return own.floor;
    case 2:
      return Math.min(own.price, Math.max(own.floor, runnerUp(own, all) + STEP));
    default:
      return own.price;
  }
}

/** The best bid of another seat that is not above this one, as if it were for an ad of this length. */
function runnerUp(own: PricedBid, all: readonly PricedBid[]): number {
  const scaled = all
    .filter((other) => other.bidderId !== own.bidderId || other.bid.seat !== own.bid.seat)
    .map(({ price, durationMs }) => (price / durationMs) * own.durationMs);
  return Math.max(0, ...scaled.filter((price) => price <= own.price));
}
